package dev.pluginsuite.health.fleet;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.health.status.Figures;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How one installation is, in a list. */
record InstallationHealthView(
    UUID installationId,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    HealthStatus status,
    Instant since,
    List<Reason> reasons,
    Figures figures) {

  /** Where a page ends: the order of the list. */
  String cursor() {
    return "%d:%s".formatted(rank(), installationId);
  }

  /** As the database ranks it. */
  private int rank() {
    return switch (status) {
      case UNHEALTHY -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case HEALTHY -> 3;
    };
  }
}
