package dev.pluginsuite.benchmarks;

import java.util.Collection;

/** Measured values, told by their percentiles. */
final class Distribution {
  private final double[] sorted;

  /**
   * @throws IllegalArgumentException if there are none
   */
  Distribution(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured.");
    }
    this.sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  int count() {
    return sorted.length;
  }

  /** The smallest value that at least this many percent of all do not exceed. */
  double percentile(int percent) {
    var rank = (percent * sorted.length + 99) / 100;
    return sorted[Math.max(rank, 1) - 1];
  }

  double median() {
    return percentile(50);
  }

  double min() {
    return sorted[0];
  }

  double max() {
    return sorted[sorted.length - 1];
  }
}
