package dev.pluginsuite.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One user's calls. Paths are below {@code /api/v1}. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Tokens tokens;
  private final User user;
  private final Map<String, String> headers;
  private final Consumer<Answer> listener;

  /**
   * @param gateway without {@code /api/v1}
   */
  public Api(URI gateway, Tokens tokens, User user) {
    this(gateway, tokens, user, it -> {});
  }

  /**
   * @param listener is told each answer before it is given back
   */
  public Api(URI gateway, Tokens tokens, User user, Consumer<Answer> listener) {
    this(gateway, tokens, user, Map.of(), listener);
  }

  private Api(
      URI gateway,
      Tokens tokens,
      User user,
      Map<String, String> headers,
      Consumer<Answer> listener) {
    this.base = gateway;
    this.tokens = tokens;
    this.user = user;
    this.headers = headers;
    this.listener = listener;
  }

  public Api as(User other) {
    return new Api(base, tokens, other, headers, listener);
  }

  /** The same calls, which wait for an outcome as long as the suite allows (RFC 7240). */
  public Api patiently() {
    return with("Prefer", "wait=30");
  }

  /** The same calls, which do not wait for an outcome (RFC 7240). */
  public Api respondAsync() {
    return with("Prefer", "respond-async");
  }

  /** The same calls, each with one more header. */
  public Api with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Api(base, tokens, user, Map.copyOf(more), listener);
  }

  public static ObjectNode json() {
    return JSON.createObjectNode();
  }

  public static JsonNode parse(String json) throws IOException {
    return JSON.readTree(json);
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, request(path).GET());
  }

  public Answer post(String path, JsonNode body) throws IOException, InterruptedException {
    return send("POST", path, request(path).POST(json(body)));
  }

  public Answer put(String path, JsonNode body, String etag)
      throws IOException, InterruptedException {
    return send("PUT", path, request(path).header("If-Match", etag).PUT(json(body)));
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, request(path).DELETE());
  }

  public Answer upload(String path, byte[] bytes) throws IOException, InterruptedException {
    var request =
        request(path)
            .setHeader("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(bytes));
    return send("POST", path, request);
  }

  private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(base.resolve("/api/v1" + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + tokens.of(user))
            .header("Content-Type", "application/json");
    headers.forEach(request::header);
    return request;
  }

  private Answer send(String method, String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var call = "%s %s as %s".formatted(method, path, user.username());
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      var etag = response.headers().firstValue("ETag").orElse("");
      var answer = new Answer(call, response.statusCode(), etag, tree(response));
      listener.accept(answer);
      return answer;
    } catch (IOException e) {
      throw new IOException(call + " failed: " + e, e);
    }
  }

  private static JsonNode tree(HttpResponse<String> answer) throws IOException {
    return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  private static BodyPublisher json(JsonNode body) {
    return BodyPublishers.ofString(body.toString());
  }
}
