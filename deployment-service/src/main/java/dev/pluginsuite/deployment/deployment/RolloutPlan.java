package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.deployment.deployment.Admission.Admitted;
import dev.pluginsuite.deployment.policy.Policy;
import dev.pluginsuite.deployment.policy.Ruling;
import dev.pluginsuite.deployment.strategy.Strategy;
import dev.pluginsuite.deployment.window.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sites would be asked when. What each of them would do, it says itself when it is asked.
 *
 * @param planHash tells this plan from any other; whoever sends it along gets this plan or none
 * @param policies what its sites' policies ask for
 * @param running by site, the deployment of the plugin that is running there and would be waited
 *     for, or be in the way
 * @param openings by site, the maintenance window that it is in or that is next, where it has any
 */
record RolloutPlan(
    UUID packageId,
    String pluginId,
    String version,
    String planHash,
    int targetCount,
    List<PlannedWave> waves,
    List<PlannedPolicy> policies,
    Map<String, UUID> running,
    Map<String, Opening> openings) {

  /** The sites of a wave. */
  record PlannedWave(int number, List<String> siteIds) {}

  /**
   * A policy that holds for it.
   *
   * @param changeReference what the change reference has to match
   */
  record PlannedPolicy(String name, boolean secondPerson, @Nullable String changeReference) {
    static PlannedPolicy of(Policy it) {
      return new PlannedPolicy(
          it.name(), it.secondPerson(), Objects.toString(it.changeReference(), null));
    }
  }

  static RolloutPlan of(
      Admitted admitted,
      String planHash,
      Strategy strategy,
      Ruling ruling,
      Map<String, UUID> running,
      Map<String, Opening> openings) {
    var what = admitted.what();
    var siteIds = admitted.siteIds();
    var waves = new ArrayList<PlannedWave>();
    var first = 0;
    for (var size : strategy.sizes(siteIds.size())) {
      waves.add(new PlannedWave(waves.size() + 1, siteIds.subList(first, first + size)));
      first += size;
    }
    return new RolloutPlan(
        what.packageId(),
        what.pluginId(),
        what.version(),
        planHash,
        siteIds.size(),
        List.copyOf(waves),
        ruling.policies().stream().map(PlannedPolicy::of).toList(),
        running,
        openings);
  }
}
