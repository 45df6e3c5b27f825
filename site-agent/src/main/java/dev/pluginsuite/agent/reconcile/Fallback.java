package dev.pluginsuite.agent.reconcile;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.Action;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The set to hold while a document is not reached, or is given up. */
final class Fallback {
  private Fallback() {}

  /**
   * The set before, in which nothing runs that a newer document stops: it may have been revoked.
   * What needs such a plugin does not run either.
   */
  static List<DesiredState.Plugin> heeding(
      List<DesiredState.Plugin> wanted, List<DesiredState.Plugin> before) {
    var active = activeOf(wanted);
    var requires = requiresOf(before);
    var stopped = new HashSet<>(requires.keySet());
    stopped.removeAll(active);
    var out = withDependents(stopped, requires);
    return before.stream().map(it -> out.contains(it.pluginId()) ? stopped(it) : it).toList();
  }

  /**
   * For a site that never reached a document: all that neither belongs to the plan that failed nor
   * needs what does.
   */
  static List<DesiredState.Plugin> without(
      DesiredState.Plugin culprit, List<DesiredState.Plugin> plugins) {
    var ofPlan =
        plugins.stream()
            .filter(it -> it.planId().equals(culprit.planId()))
            .map(DesiredState.Plugin::pluginId)
            .collect(toSet());
    var out = withDependents(ofPlan, requiresOf(plugins));
    return plugins.stream().filter(it -> !out.contains(it.pluginId())).toList();
  }

  private static Set<String> activeOf(List<DesiredState.Plugin> plugins) {
    return plugins.stream()
        .filter(it -> it.action() == Action.ACTIVE)
        .map(DesiredState.Plugin::pluginId)
        .collect(toSet());
  }

  private static Map<String, List<String>> requiresOf(List<DesiredState.Plugin> plugins) {
    return plugins.stream()
        .collect(
            toMap(
                DesiredState.Plugin::pluginId,
                DesiredState.Plugin::requires,
                (first, second) -> first));
  }

  private static Set<String> withDependents(Set<String> first, Map<String, List<String>> requires) {
    var order = new StartOrder(it -> requires.getOrDefault(it, List.of()));
    return order.withDependents(first, requires.keySet());
  }

  private static DesiredState.Plugin stopped(DesiredState.Plugin it) {
    return new DesiredState.Plugin(
        it.installationId(),
        it.generation(),
        it.planId(),
        it.pluginId(),
        Action.INSTALLED,
        it.packageRef(),
        it.requires(),
        it.configuration(),
        it.secretRefs());
  }
}
