package dev.pluginsuite.deployment.observation;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.observation.StateCount;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** How deployments get on, and how many sites are still to be asked or to answer. */
final class DeploymentStates {
  private static final String DEPLOYMENTS =
      """
      select status, count(*), coalesce(extract(epoch from now() - min(coalesce(started_at, created_at))
        filter (where status in ('IN_PROGRESS', 'PAUSED', 'ROLLING_BACK'))), 0)::float8
      from plugin_deployments group by status""";

  /** Each by its own partial index. */
  private static final String TARGETS =
      """
      select 'PENDING', count(*), 0::float8 from plugin_deployment_targets where status = 'PENDING'
      union all
      select 'RUNNING', count(*), coalesce(extract(epoch from now() - min(started_at)), 0)::float8
      from plugin_deployment_targets where status = 'RUNNING'""";

  private DeploymentStates() {}

  @Produces
  @Singleton
  static StateCount deployments() {
    return StateCount.of("deployment", DeploymentStatus.values(), DEPLOYMENTS)
        .withDurationsOf("plugin_deployment_history", "deployment_id");
  }

  @Produces
  @Singleton
  static StateCount targets() {
    return new StateCount("deployment-target", List.of("PENDING", "RUNNING"), TARGETS);
  }
}
