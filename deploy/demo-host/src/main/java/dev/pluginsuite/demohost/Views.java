package dev.pluginsuite.demohost;

import java.util.List;
import java.util.Map;

/** The bodies that the host answers with. */
final class Views {
  private Views() {}

  record Activated(String pluginId, String version, boolean active) {}

  record Deactivated(String pluginId, boolean active) {}

  record HookRun(String point, List<HookResult> results) {}

  record Health(String status, long pid) {}

  record StatsView(long pid, Map<String, Counter.Stats> plugins) {}

  record PluginList(List<PluginView> plugins) {}

  /**
   * @param secrets the names of the values that it was given
   */
  record PluginView(
      String pluginId,
      String version,
      String installationId,
      List<String> requires,
      List<String> secrets,
      List<String> hooks,
      Counter.Stats stats) {

    static PluginView of(Plugin plugin) {
      return new PluginView(
          plugin.id(),
          plugin.version(),
          plugin.activation.installationId(),
          plugin.activation.requires(),
          plugin.activation.secrets().keySet().stream().sorted().toList(),
          plugin.manifest.hooks().stream().map(Hook::point).distinct().toList(),
          plugin.stats());
    }
  }
}
