package dev.pluginsuite.registry.deliveries;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a number of failures: twice as long each time, up to a limit, and a fifth
 * more or less, so that what failed together does not come back together.
 *
 * @param random between 0 and 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
  /** More would overflow, and is beyond every limit. */
  private static final int MOST_DOUBLINGS = 30;

  Duration after(int failures) {
    var doubled = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS));
    var limited = doubled.compareTo(longest) < 0 ? doubled : longest;
    return Duration.ofMillis(Math.round(limited.toMillis() * (0.8 + 0.4 * random.getAsDouble())));
  }
}
