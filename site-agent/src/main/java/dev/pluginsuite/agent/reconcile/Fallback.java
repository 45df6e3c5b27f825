package dev.pluginsuite.agent.reconcile;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.pluginsuite.api.installation.DesiredState;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The set to hold when a document fails and none was ever reached: a new site, or a lost disk. */
final class Fallback {
  private Fallback() {}

  /** All that neither belongs to the plan that failed nor needs what does. */
  static List<DesiredState.Plugin> without(
      DesiredState.Plugin culprit, List<DesiredState.Plugin> plugins) {
    var requires =
        plugins.stream()
            .collect(
                toMap(
                    DesiredState.Plugin::pluginId,
                    it -> (Collection<String>) it.requires(),
                    (first, second) -> first));
    var ofPlan =
        plugins.stream()
            .filter(it -> it.planId().equals(culprit.planId()))
            .map(DesiredState.Plugin::pluginId)
            .collect(toSet());
    var order = new StartOrder(it -> requires.getOrDefault(it, Set.of()));
    var out = order.withDependents(ofPlan, requires.keySet());
    return plugins.stream().filter(it -> !out.contains(it.pluginId())).toList();
  }
}
