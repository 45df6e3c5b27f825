package dev.pluginsuite.api.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of a running plugin. Counts are since the previous sample.
 *
 * @param installationId needed in a batch; in a single sample the path names it
 * @param avgExecutionTime milliseconds
 * @param memoryUsage MB
 * @param cpuUsage percent of one core
 * @param recordedAt when it was measured; the time of receipt if absent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HealthSample(
    @Nullable UUID installationId,
    @Nullable Long errorCount,
    @Nullable Long warningCount,
    @Nullable Double avgExecutionTime,
    @Nullable Double memoryUsage,
    @Nullable Double cpuUsage,
    @Nullable Long executionCount,
    @Nullable Instant recordedAt) {}
