package dev.pluginsuite.health.rollup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Two versions of a plugin, each with what its installations said in the same time. */
record Comparison(String pluginId, Instant from, Instant to, OneVersion before, OneVersion after) {

  /**
   * No quantiles: sketches of a whole fleet are too many to be read for an answer.
   *
   * @param installations that ran it and said something
   * @param executionCount null when no sample said it
   * @param errorRate errors in percent of executions
   * @param errorsPerSample comparable where executions are not counted
   */
  record OneVersion(
      String version,
      long installations,
      long sampleCount,
      long errorCount,
      long warningCount,
      @Nullable Long executionCount,
      @Nullable Double errorRate,
      @Nullable Double errorsPerSample,
      double latencyMax,
      double memoryMax,
      double cpuMax) {}
}
