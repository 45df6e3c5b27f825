package dev.pluginsuite.registry.observation;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.observation.StateCount;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How many packages wait for a review, and how many were decided how. */
final class PackageStates {
  private static final String PACKAGES =
      """
      select status, count(*), coalesce(extract(epoch from now() - min(uploaded_at)
        filter (where status in ('PENDING_REVIEW', 'IN_REVIEW'))), 0)::float8
      from plugin_packages group by status""";

  private PackageStates() {}

  @Produces
  @Singleton
  static StateCount packages() {
    return StateCount.of("package", PackageStatus.values(), PACKAGES);
  }
}
