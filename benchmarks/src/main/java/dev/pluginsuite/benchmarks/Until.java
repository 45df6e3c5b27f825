package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** Waits for something, asking again and again. */
final class Until {
  private static final long PAUSE_MILLIS = 200;

  private Until() {}

  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  static void holds(Duration patience, Condition condition)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Waited for %s in vain.".formatted(patience));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
