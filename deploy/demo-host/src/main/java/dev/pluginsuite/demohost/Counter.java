package dev.pluginsuite.demohost;

import java.util.concurrent.atomic.LongAdder;

/** What one plugin did since the process started, whichever of its versions did it. */
final class Counter {
  private final LongAdder executions = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder warnings = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void ran(long took) {
    executions.increment();
    nanos.add(took);
  }

  void failed() {
    errors.increment();
  }

  void warned() {
    warnings.increment();
  }

  Stats stats() {
    return new Stats(executions.sum(), errors.sum(), warnings.sum(), nanos.sum());
  }

  /** A reading. */
  public record Stats(
      long executionCount, long errorCount, long warningCount, long totalExecutionNanos) {}
}
