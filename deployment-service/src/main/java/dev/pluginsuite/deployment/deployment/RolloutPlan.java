package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.deployment.deployment.Admission.Admitted;
import dev.pluginsuite.deployment.strategy.Strategy;
import dev.pluginsuite.deployment.window.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which sites would be asked when. What each of them would do, it says itself when it is asked.
 *
 * @param planHash tells this plan from any other; whoever sends it along gets this plan or none
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
    Map<String, UUID> running,
    Map<String, Opening> openings) {

  /** The sites of a wave. */
  record PlannedWave(int number, List<String> siteIds) {}

  static RolloutPlan of(
      Admitted admitted,
      String planHash,
      Strategy strategy,
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
        running,
        openings);
  }
}
