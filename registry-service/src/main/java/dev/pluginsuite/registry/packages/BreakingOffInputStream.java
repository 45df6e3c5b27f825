package dev.pluginsuite.registry.packages;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A body that cannot be read to its end breaks its answer off: closed in order, it would look
 * whole, or keep the client waiting for the rest (RFC 9110, section 8.6).
 */
final class BreakingOffInputStream extends FilterInputStream {
  private static final long PATIENCE_SECONDS = 5;

  private final HttpServerRequest request;

  BreakingOffInputStream(InputStream body, HttpServerRequest request) {
    super(body);
    this.request = request;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      breakOff();
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      breakOff();
      throw e;
    }
  }

  /**
   * Over HTTP/1.1 a reset would tell nobody here that the request is over, and a graceful stop
   * would wait for it. The connection has to be closed before whoever reads this ends the answer.
   */
  private void breakOff() {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
      return;
    }
    try {
      var closed = request.connection().close().toCompletionStage().toCompletableFuture();
      closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      request.response().reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.response().reset();
    }
  }
}
