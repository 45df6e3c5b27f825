package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Secret configuration values, which never travel in a document. */
public interface Secrets {
  /** Makes the plugin's values available at the site, so that a restart needs nobody else. */
  void fetch(DesiredState.Plugin plugin) throws IOException, InterruptedException;

  /** Drops the values of all other plugins. */
  void keepOnly(List<DesiredState.Plugin> plugins) throws IOException;

  /** The values that were fetched for this generation of the plugin. */
  Map<String, Object> of(DesiredState.Plugin plugin) throws IOException;
}
