package dev.pluginsuite.installation.resolution;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much work is left. Steps decide, so that the same input ends in the same way; time is for
 * machines on which steps take far longer than they should.
 */
final class Budget {
  /** Reading the clock costs as much as a step. */
  private static final int STEPS_PER_LOOK = 64;

  private final LongSupplier nanoTime;
  private final long start;
  private final long nanos;
  private long steps;
  private int untilLook = STEPS_PER_LOOK;
  private boolean isLate;

  /**
   * @param nanoTime a clock that never goes back
   */
  Budget(Effort effort, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.nanos = effort.time().toNanos();
    this.steps = effort.steps();
  }

  void spend() {
    if (--untilLook <= 0) {
      untilLook = STEPS_PER_LOOK;
      isLate = isLate();
    }
    if (--steps < 0 || isLate) {
      throw new Exhausted();
    }
  }

  boolean isLate() {
    return nanoTime.getAsLong() - start > nanos;
  }

  /** Its time is what is left here. */
  Budget part(long steps) {
    var left = Math.max(0, nanos - (nanoTime.getAsLong() - start));
    return new Budget(new Effort(steps, Duration.ofNanos(left)), nanoTime);
  }

  /** It was too much. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("too much work", null, false, false);
    }
  }
}
