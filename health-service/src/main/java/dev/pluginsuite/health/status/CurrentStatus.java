package dev.pluginsuite.health.status;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import java.time.Instant;
import java.util.List;

/**
 * How an installation is.
 *
 * @param since when it has the status
 * @param reasons why it is not HEALTHY
 * @param figures by which it was judged last
 */
public record CurrentStatus(
    HealthStatus status, Instant since, List<Reason> reasons, Figures figures) {}
