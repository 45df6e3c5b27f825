package dev.pluginsuite.health.status;

import org.jspecify.annotations.Nullable;

/**
 * What was measured in the window by which an installation was judged.
 *
 * @param executionCount null when no sample said it
 * @param errorRate percent of the executions
 * @param latency milliseconds on average
 * @param memory MB on average
 * @param cpu percent of one core on average
 */
public record Figures(
    long samples,
    long errorCount,
    long warningCount,
    @Nullable Long executionCount,
    @Nullable Double errorRate,
    @Nullable Double latency,
    @Nullable Double memory,
    @Nullable Double cpu) {

  static Figures of(Sums it) {
    return new Figures(
        it.samples(),
        it.errors(),
        it.warnings(),
        it.executions(),
        it.errorRate(),
        it.meanLatency(),
        it.meanMemory(),
        it.meanCpu());
  }
}
