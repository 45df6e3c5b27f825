package dev.pluginsuite.installation.observation;

import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.observation.StateCount;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What sites have been told and have not done yet, and what is still to be told to them. */
final class InstallationStates {
  private static final String INSTALLATIONS =
      """
      select i.status, count(*), coalesce(max(extract(epoch from now() - coalesce(h.at, i.created_at)))
        filter (where i.status in ('INSTALLING', 'UNINSTALLING', 'FAILED')), 0)::float8
      from plugin_installations i left join lateral (
        select at from installation_history where installation_id = i.id order by id desc limit 1) h
        on i.status in ('INSTALLING', 'UNINSTALLING', 'FAILED')
      where i.status <> 'UNINSTALLED' group by i.status""";

  private static final String SITES =
      """
      select status, count(*), coalesce(extract(epoch from now() - min(created_at)
        filter (where status = 'PROVISIONING')), 0)::float8
      from sites group by status""";

  private static final String TASKS =
      """
      select kind, count(*), coalesce(extract(epoch from now() - min(created_at)), 0)::float8
      from site_tasks where handled_at is null group by kind""";

  private InstallationStates() {}

  @Produces
  @Singleton
  static StateCount installations() {
    return StateCount.of("installation", InstallationStatus.values(), INSTALLATIONS)
        .withDurationsOf("installation_history", "installation_id");
  }

  @Produces
  @Singleton
  static StateCount sites() {
    return StateCount.of("site", SiteStatus.values(), SITES);
  }

  /** Their status is what they are for: all of them wait. */
  @Produces
  @Singleton
  static StateCount tasks() {
    return new StateCount("site-task", List.of("REVOCATION", "LAPSE"), TASKS);
  }
}
