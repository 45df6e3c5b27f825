package dev.pluginsuite.api.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.health.HealthState.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an installation needs somebody.
 *
 * @param health and {@code reasons} as they were when it was raised
 * @param resolution why it is over
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AlertState(
    UUID alertId,
    UUID installationId,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    AlertStatus status,
    HealthStatus health,
    List<Reason> reasons,
    Instant raisedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String resolvedBy,
    @Nullable Instant resolvedAt,
    @Nullable String resolution) {}
