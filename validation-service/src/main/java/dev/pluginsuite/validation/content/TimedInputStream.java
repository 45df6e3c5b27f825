package dev.pluginsuite.validation.content;

import io.vertx.core.Vertx;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Is closed when the time is over, so that reading fails instead of waiting for ever. */
final class TimedInputStream extends FilterInputStream {
  private final Vertx vertx;
  private final long timer;

  TimedInputStream(InputStream in, Vertx vertx, Duration deadline) {
    super(in);
    this.vertx = vertx;
    this.timer = vertx.setTimer(deadline.toMillis(), ignored -> closeQuietly());
  }

  @Override
  public void close() throws IOException {
    vertx.cancelTimer(timer);
    super.close();
  }

  private void closeQuietly() {
    try {
      super.close();
    } catch (IOException e) {
      // Whoever reads is told by the next read.
    }
  }
}
