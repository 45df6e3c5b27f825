package dev.pluginsuite.agent.reconcile;

import static dev.pluginsuite.api.installation.DesiredState.Action.UNKNOWN;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a document this release of the agent understands. A plugin with an action of a newer
 * release stays as it is, and the group is told.
 */
record Understanding(List<DesiredState.Plugin> plugins, SiteReport.@Nullable Failure failure) {

  static Understanding of(DesiredState document, @Nullable List<DesiredState.Plugin> standing) {
    var before = new HashMap<String, DesiredState.Plugin>();
    if (standing != null) {
      standing.forEach(it -> before.put(it.pluginId(), it));
    }
    var plugins = new ArrayList<DesiredState.Plugin>();
    SiteReport.Failure failure = null;
    for (var plugin : document.plugins()) {
      var kept = plugin.action() == UNKNOWN ? before.get(plugin.pluginId()) : plugin;
      if (kept != null) {
        plugins.add(kept);
      }
      if (plugin.action() == UNKNOWN) {
        failure = notUnderstood(plugin);
      }
    }
    return new Understanding(List.copyOf(plugins), failure);
  }

  private static SiteReport.Failure notUnderstood(DesiredState.Plugin plugin) {
    return new SiteReport.Failure(
        plugin.planId(),
        plugin.installationId(),
        Operation.ACTIVATE.toString(),
        "This release of the agent does not know the wanted action and left the plugin as it is");
  }
}
