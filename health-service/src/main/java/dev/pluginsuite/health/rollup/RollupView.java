package dev.pluginsuite.health.rollup;

import org.jspecify.annotations.Nullable;

/**
 * What samples say together.
 *
 * @param executionCount null when no sample said it
 * @param errorRate errors in percent of executions
 * @param latencyP50 of the samples' average execution times in ms, to 1 % of the value
 * @param memoryMax MB
 */
record RollupView(
    long sampleCount,
    long errorCount,
    long warningCount,
    @Nullable Long executionCount,
    @Nullable Double errorRate,
    @Nullable Double latencyP50,
    @Nullable Double latencyP95,
    double latencyMax,
    double memoryMax,
    double cpuMax) {}
