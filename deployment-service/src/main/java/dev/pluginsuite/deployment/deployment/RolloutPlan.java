package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.deployment.known.KnownPackage;
import dev.pluginsuite.deployment.strategy.Strategy;
import dev.pluginsuite.deployment.window.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which sites would be asked when. What each of them would do, it says itself when it is asked.
 *
 * @param running by site, the deployment of the plugin that is running there and would be waited
 *     for, or be in the way
 * @param openings by site, the maintenance window that it is in or that is next, where it has any
 */
record RolloutPlan(
    UUID packageId,
    String pluginId,
    String version,
    int targetCount,
    List<PlannedWave> waves,
    Map<String, UUID> running,
    Map<String, Opening> openings) {

  /** The sites of a wave. */
  record PlannedWave(int number, List<String> siteIds) {}

  static RolloutPlan of(
      KnownPackage what,
      List<String> siteIds,
      Strategy strategy,
      Map<String, UUID> running,
      Map<String, Opening> openings) {
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
        siteIds.size(),
        List.copyOf(waves),
        running,
        openings);
  }
}
