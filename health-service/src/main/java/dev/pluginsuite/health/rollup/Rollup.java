package dev.pluginsuite.health.rollup;

import org.jspecify.annotations.Nullable;

/** Adds up samples, and other rollups. The order does not matter. */
final class Rollup {
  private long samples;
  private long errors;
  private long warnings;
  private @Nullable Long executions;
  private double latencyMax;
  private double memoryMax;
  private double cpuMax;
  private final LatencySketch latency;

  Rollup() {
    this(0, 0, 0, null, 0, 0, 0, new LatencySketch());
  }

  Rollup(
      long samples,
      long errors,
      long warnings,
      @Nullable Long executions,
      double latencyMax,
      double memoryMax,
      double cpuMax,
      LatencySketch latency) {
    this.samples = samples;
    this.errors = errors;
    this.warnings = warnings;
    this.executions = executions;
    this.latencyMax = latencyMax;
    this.memoryMax = memoryMax;
    this.cpuMax = cpuMax;
    this.latency = latency;
  }

  void addSample(
      long errorCount,
      long warningCount,
      @Nullable Long executionCount,
      double averageLatency,
      double memory,
      double cpu) {
    samples++;
    errors += errorCount;
    warnings += warningCount;
    executions = sum(executions, executionCount);
    latencyMax = Math.max(latencyMax, averageLatency);
    memoryMax = Math.max(memoryMax, memory);
    cpuMax = Math.max(cpuMax, cpu);
    latency.add(averageLatency);
  }

  Rollup add(Rollup other) {
    samples += other.samples;
    errors += other.errors;
    warnings += other.warnings;
    executions = sum(executions, other.executions);
    latencyMax = Math.max(latencyMax, other.latencyMax);
    memoryMax = Math.max(memoryMax, other.memoryMax);
    cpuMax = Math.max(cpuMax, other.cpuMax);
    latency.add(other.latency);
    return this;
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one + other;
  }

  long samples() {
    return samples;
  }

  long errors() {
    return errors;
  }

  long warnings() {
    return warnings;
  }

  /** Null when no sample said it. */
  @Nullable Long executions() {
    return executions;
  }

  double latencyMax() {
    return latencyMax;
  }

  double memoryMax() {
    return memoryMax;
  }

  double cpuMax() {
    return cpuMax;
  }

  LatencySketch latency() {
    return latency;
  }

  RollupView view() {
    return new RollupView(
        samples,
        errors,
        warnings,
        executions,
        executions == null || executions == 0 ? null : 100.0 * errors / executions,
        latency.quantile(0.5),
        latency.quantile(0.95),
        latencyMax,
        memoryMax,
        cpuMax);
  }
}
