package dev.pluginsuite.registry.egress;

import dev.pluginsuite.registry.egress.EgressException.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Whoever has it closes it: the connection goes with it. */
final class Exchange implements AutoCloseable {
  private final Deadline deadline;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private @Nullable BodyInputStream body;
  private boolean closed;

  private Exchange(Deadline deadline) {
    this.deadline = deadline;
  }

  /** Fails with an {@link EgressException}, and then nothing stays open. */
  static Uni<Exchange> start(
      HttpClient client, RequestOptions options, Buffer content, Deadline deadline) {
    var exchange = new Exchange(deadline);
    return Uni.createFrom()
        .completionStage(
            () ->
                client
                    .request(options)
                    .compose(it -> exchange.send(it, content))
                    .toCompletionStage())
        .ifNoItem()
        .after(deadline.left())
        .failWith(() -> new EgressException(Kind.TIMED_OUT, "The server did not answer in time."))
        .onFailure()
        .invoke(exchange::close)
        .onCancellation()
        .invoke(exchange::close)
        .onFailure()
        .transform(EgressException::of);
  }

  private synchronized Future<Exchange> send(HttpClientRequest it, Buffer content) {
    request = it;
    if (closed) {
      it.reset();
      return Future.failedFuture(new EgressException(Kind.TIMED_OUT, "Nobody waits any more."));
    }
    return it.send(content).map(this::answered);
  }

  private synchronized Exchange answered(HttpClientResponse it) {
    response = it;
    body =
        new BodyInputStream(
            it, Objects.requireNonNull(Vertx.currentContext(), "not on a context"), deadline);
    return this;
  }

  synchronized int status() {
    return Objects.requireNonNull(response).statusCode();
  }

  synchronized MultiMap headers() {
    return Objects.requireNonNull(response).headers();
  }

  synchronized BodyInputStream body() {
    return Objects.requireNonNull(body);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (request != null) {
      request.reset();
    }
  }
}
