package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An installation that a rule calls somebody for.
 *
 * @param unwellAt when what the rule looks at began
 */
record Unwell(
    UUID installationId,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    HealthStatus status,
    List<Reason> reasons,
    Instant unwellAt) {}
