package dev.pluginsuite.agent.reconcile;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The MES. What it says about itself is what is true. */
public interface Host {
  List<HostPlugin> plugins() throws IOException, InterruptedException;

  /** Returns when the host confirmed it. */
  void activate(Activation activation) throws IOException, InterruptedException;

  /** Returns when the host confirmed it; a plugin that is not active is no failure. */
  void deactivate(String pluginId) throws IOException, InterruptedException;

  /** A plugin that the host says is active. */
  record HostPlugin(String pluginId, String version, UUID installationId, List<String> requires) {}

  /**
   * What the host needs to load a plugin.
   *
   * @param path of the folder with the unpacked package
   * @param secrets by the name of the property, the file that holds the value as JSON
   */
  record Activation(
      String pluginId,
      UUID installationId,
      String version,
      String path,
      Map<String, Object> configuration,
      Map<String, String> secrets,
      List<String> requires) {
    @Override
    public String toString() {
      return pluginId + " " + version;
    }
  }
}
