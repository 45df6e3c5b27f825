package dev.pluginsuite.agent.wire;

import dev.pluginsuite.agent.reconcile.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;

/** The group's REST API, as the site's own client. */
public final class Api {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long LONGEST_ANSWER = 8 << 20;

  /** Some paths come with a document. None may lead away from the API, whatever it says. */
  private static final Pattern PATH = Pattern.compile("(/(?!\\.\\.?(/|$))[A-Za-z0-9._~-]+)+");

  private final Http http;
  private final String base;
  private final Tokens tokens;

  public Api(Http http, URI base, Tokens tokens) {
    this.http = http;
    this.base = base.toString().replaceAll("/+$", "");
    this.tokens = tokens;
  }

  public <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
    var body = new ByteArrayOutputStream();
    send(request(path).GET(), body, LONGEST_ANSWER, TIMEOUT);
    return Json.data(body.toByteArray(), type);
  }

  public void post(String path, byte[] json) throws IOException, InterruptedException {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json));
    send(request, OutputStream.nullOutputStream(), LONGEST_ANSWER, TIMEOUT);
  }

  public void download(String path, OutputStream to, long most, Duration timeout)
      throws IOException, InterruptedException {
    send(request(path).GET(), to, most, timeout);
  }

  private HttpRequest.Builder request(String path) throws IOException {
    if (!PATH.matcher(path).matches()) {
      throw new IOException("Not a path of the API: " + path);
    }
    var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "*/*");
    var trace = Trace.current();
    return trace == null ? request : request.header(Trace.HEADER, trace);
  }

  /**
   * A refused token is replaced once; nothing of the body was passed on then. If the new one is
   * refused too, that is no more about what was asked for than having none.
   */
  private void send(HttpRequest.Builder request, OutputStream to, long most, Duration timeout)
      throws IOException, InterruptedException {
    try {
      var token = token();
      try {
        http.send(authorized(request, token), to, most, timeout);
      } catch (Refused refused) {
        if (refused.status() != 401) {
          throw refused;
        }
        tokens.discard(token);
        http.send(authorized(request, token()), to, most, timeout);
      }
    } catch (Refused refused) {
      throw refused.isPassing() || refused.status() == 401
          ? new Unavailable(String.valueOf(refused.getMessage()), refused, refused.retryAfter())
          : refused;
    } catch (HttpTimeoutException silent) {
      throw new Unavailable(String.valueOf(silent.getMessage()), silent);
    }
  }

  /** Without one nothing can be said about what was asked for, nor reported. */
  private String token() throws Unavailable, InterruptedException {
    try {
      return tokens.get();
    } catch (IOException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private static HttpRequest authorized(HttpRequest.Builder request, String token) {
    return request.copy().setHeader("Authorization", "Bearer " + token).build();
  }
}
