package dev.pluginsuite.health.sample;

import static java.util.Objects.requireNonNull;

import dev.pluginsuite.api.health.HealthSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sample that was checked. Two of one installation and time are the same sample. */
record Sample(
    UUID installationId,
    Instant recordedAt,
    long errorCount,
    long warningCount,
    double avgExecutionTime,
    double memoryUsage,
    double cpuUsage,
    @Nullable Long executionCount) {

  Sample {
    // As PostgreSQL keeps it: what is read back equals what was written.
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
  }

  static Sample of(HealthSample it, UUID installationId, Instant recordedAt) {
    return new Sample(
        installationId,
        recordedAt,
        requireNonNull(it.errorCount()),
        requireNonNull(it.warningCount()),
        requireNonNull(it.avgExecutionTime()),
        requireNonNull(it.memoryUsage()),
        requireNonNull(it.cpuUsage()),
        it.executionCount());
  }
}
