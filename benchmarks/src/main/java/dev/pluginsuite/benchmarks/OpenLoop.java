package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Acts at a fixed rate, however late the answers come; what is behind is caught up with at once.
 */
final class OpenLoop {
  private final double perSecond;

  OpenLoop(double perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * @param act must not wait for the answer
   */
  void run(int times, Action act) throws IOException, InterruptedException {
    var began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      var due = began + Math.round(i * 1e9 / perSecond);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      act.take(i, due);
    }
  }

  interface Action {
    /**
     * @param due when it should have been taken, in terms of {@link System#nanoTime}
     */
    void take(int index, long due) throws IOException, InterruptedException;
  }
}
