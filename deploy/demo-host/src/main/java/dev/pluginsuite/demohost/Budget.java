package dev.pluginsuite.demohost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What one call into scripts may spend. Belongs to the thread that runs the call. */
final class Budget {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_LINES = 100;

  private final Duration time;
  private final long deadline;
  private long bytesBefore = -1;
  private int lines;

  Budget(Duration time) {
    this.time = time;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  void begin() {
    if (bytesBefore < 0) {
      bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    }
    check();
  }

  void check() {
    if (nanosLeft() <= 0 || Thread.currentThread().isInterrupted()) {
      throw new Spent("ran past its time-out of %d ms".formatted(time.toMillis()));
    }
    if (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore > MAX_BYTES) {
      throw new Spent("allocated more than %d MiB in one call".formatted(MAX_BYTES >> 20));
    }
  }

  /** Whether the call may write one more line to the log. */
  boolean takesLine() {
    return ++lines <= MAX_LINES;
  }

  long nanosLeft() {
    return deadline - System.nanoTime();
  }

  /** An Error, because a script's catch block sees exceptions and could swallow them. */
  static final class Spent extends Error {
    Spent(String message) {
      super(message, null, false, false);
    }
  }
}
