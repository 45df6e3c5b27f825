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

  /** Until it was decided: who had taken it for review meanwhile does not count. */
  private static final String REVIEWS =
      """
      select 'PENDING_REVIEW', coalesce(avg(extract(epoch from decided_at - uploaded_at)), 0)::float8,
        coalesce(max(extract(epoch from decided_at - uploaded_at)), 0)::float8
      from plugin_packages where decided_at > now() - interval '1 hour'""";

  private PackageStates() {}

  @Produces
  @Singleton
  static StateCount packages() {
    return StateCount.of("package", PackageStatus.values(), PACKAGES).withDurations(REVIEWS);
  }
}
