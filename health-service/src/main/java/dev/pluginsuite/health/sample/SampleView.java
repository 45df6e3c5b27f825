package dev.pluginsuite.health.sample;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sample as it is kept.
 *
 * @param receivedAt when this service heard of it
 * @param packageId what ran then
 */
record SampleView(
    UUID installationId,
    Instant recordedAt,
    Instant receivedAt,
    UUID packageId,
    long generation,
    long errorCount,
    long warningCount,
    double avgExecutionTime,
    double memoryUsage,
    double cpuUsage,
    @Nullable Long executionCount) {}
