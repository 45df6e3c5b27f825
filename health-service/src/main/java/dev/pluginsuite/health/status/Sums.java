package dev.pluginsuite.health.status;

import org.jspecify.annotations.Nullable;

/**
 * What was measured in one interval, or in some, summed up.
 *
 * @param rated errors of samples that say how much was executed
 * @param executions null when no sample says it
 * @param weight of the latencies: executions, or one for a sample that does not say them
 */
record Sums(
    long samples,
    long errors,
    long warnings,
    long rated,
    @Nullable Long executions,
    double latency,
    double weight,
    double memory,
    double cpu) {
  static final Sums NONE = new Sums(0, 0, 0, 0, null, 0, 0, 0, 0);

  Sums plus(Sums other) {
    return new Sums(
        samples + other.samples,
        errors + other.errors,
        warnings + other.warnings,
        rated + other.rated,
        plus(executions, other.executions),
        latency + other.latency,
        weight + other.weight,
        memory + other.memory,
        cpu + other.cpu);
  }

  private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : other == null ? one : (Long) (one + other);
  }

  boolean isEmpty() {
    return samples == 0;
  }

  /** Percent of the executions; null where none are known. */
  @Nullable Double errorRate() {
    return executions == null || executions == 0 ? null : (Double) (100.0 * rated / executions);
  }

  /** Those that no rate can be made of. */
  long counted() {
    return errors - rated;
  }

  @Nullable Double meanLatency() {
    return weight == 0 ? null : (Double) (latency / weight);
  }

  @Nullable Double meanMemory() {
    return isEmpty() ? null : (Double) (memory / samples);
  }

  @Nullable Double meanCpu() {
    return isEmpty() ? null : (Double) (cpu / samples);
  }
}
