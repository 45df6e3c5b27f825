package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Secret configuration values, which travel in no document and stand in no journal. */
public interface Secrets {
  /** Makes the plugin's values available at the site, so that a restart needs nobody else. */
  void fetch(DesiredState.Plugin plugin) throws IOException, InterruptedException;

  /** Drops the values that none of these plugins names. */
  void keepOnly(List<DesiredState.Plugin> plugins) throws IOException;

  /** By the name of the property, the path of the file that holds its value as JSON. */
  Map<String, String> files(DesiredState.Plugin plugin) throws IOException;

  /** The text without the plugin's values, which a host may repeat when it complains. */
  String redacted(DesiredState.Plugin plugin, String text);
}
