package dev.pluginsuite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What agents send: each with the credentials that it was granted. */
final class SiteTokens {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long LIFETIME_NANOS = Duration.ofMinutes(3).toNanos();

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningSuite suite;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  SiteTokens(RunningSuite suite) {
    this.suite = suite;
  }

  private record Grant(String tokenUrl, String clientId, String clientSecret) {}

  private record Token(String text, long untilNanos) {}

  void enrol(String siteId, String token) throws IOException, InterruptedException {
    var body = Api.json().put("siteId", siteId).put("token", token);
    var data = send(json(suite.api("/sites/enrolment"), body)).path("data");
    grants.put(
        siteId,
        new Grant(
            data.path("tokenUrl").asText(),
            data.path("clientId").asText(),
            data.path("clientSecret").asText()));
  }

  void report(String siteId, JsonNode report) throws IOException, InterruptedException {
    send(
        json(suite.api("/sites/" + siteId + "/reports"), report)
            .header("Authorization", "Bearer " + token(siteId)));
  }

  String token(String siteId) throws IOException, InterruptedException {
    var known = tokens.get(siteId);
    if (known == null || known.untilNanos() - System.nanoTime() < 0) {
      known = ask(Objects.requireNonNull(grants.get(siteId)));
      tokens.put(siteId, known);
    }
    return known.text();
  }

  private Token ask(Grant grant) throws IOException, InterruptedException {
    var form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(grant.clientId()), encoded(grant.clientSecret()));
    var request =
        HttpRequest.newBuilder(URI.create(grant.tokenUrl()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return new Token(
        send(request).path("access_token").asText(), System.nanoTime() + LIFETIME_NANOS);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static HttpRequest.Builder json(URI at, JsonNode body) {
    return HttpRequest.newBuilder(at)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s: %d %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return answer.body().isEmpty() ? Api.json() : Api.parse(answer.body());
  }
}
