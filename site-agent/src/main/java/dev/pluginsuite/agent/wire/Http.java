package dev.pluginsuite.agent.wire;

import dev.pluginsuite.agent.reconcile.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls that end: in time, in size, and where they were sent to (a redirect would take the token
 * along).
 */
public final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LONGEST_ANSWER = 8 << 20;
  private static final long LONGEST_PROBLEM = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /**
   * @param timeout for the whole answer, body included
   * @throws Refused if the answer is not a success
   * @throws Unavailable if nobody is there
   */
  public byte[] send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    var body = new ByteArrayOutputStream();
    send(request, body, LONGEST_ANSWER, timeout);
    return body.toByteArray();
  }

  /** As {@link #send(HttpRequest, Duration)}, for bodies that do not fit into memory. */
  public void send(HttpRequest request, OutputStream to, long most, Duration timeout)
      throws IOException, InterruptedException {
    var problem = new ByteArrayOutputStream();
    var answer =
        await(
            request,
            client.sendAsync(
                request,
                head ->
                    isSuccess(head.statusCode())
                        ? new CappedBody(to, most)
                        : new CappedBody(problem, LONGEST_PROBLEM)),
            timeout);
    if (!isSuccess(answer.statusCode())) {
      throw Refused.by(
          name(request),
          answer.statusCode(),
          RetryAfter.in(answer.headers()),
          problem.toByteArray());
    }
  }

  private static HttpResponse<Long> await(
      HttpRequest request, CompletableFuture<HttpResponse<Long>> call, Duration timeout)
      throws IOException, InterruptedException {
    try {
      return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("%s did not answer in %s".formatted(name(request), timeout));
    } catch (ExecutionException e) {
      throw failure(request, e.getCause());
    } finally {
      call.cancel(true);
    }
  }

  private static IOException failure(HttpRequest request, @Nullable Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return new Unavailable(name(request) + " cannot be reached", cause);
    }
    return new IOException("%s: %s".formatted(name(request), reason(cause)), cause);
  }

  /** For people, as far as the cause has words for it. */
  private static String reason(@Nullable Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : String.valueOf(cause);
  }

  /** Without query and user info, which could hold secrets. */
  private static String name(HttpRequest request) {
    var uri = request.uri();
    return "%s %s:%d%s".formatted(request.method(), uri.getHost(), uri.getPort(), uri.getPath());
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }
}
