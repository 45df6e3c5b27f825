package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Secrets that say of which generation they are. */
final class FakeSecrets implements Secrets {
  boolean isRefused;
  private final Map<String, Long> fetched = new HashMap<>();

  @Override
  public void fetch(DesiredState.Plugin plugin) throws IOException {
    if (isRefused) {
      throw new IOException("404");
    }
    fetched.put(plugin.pluginId(), plugin.generation());
  }

  @Override
  public void keepOnly(List<DesiredState.Plugin> plugins) {
    fetched.keySet().retainAll(plugins.stream().map(DesiredState.Plugin::pluginId).toList());
  }

  @Override
  public Map<String, Object> of(DesiredState.Plugin plugin) {
    var values = new HashMap<String, Object>();
    plugin.secretRefs().forEach(it -> values.put(it, "secret " + fetched.get(plugin.pluginId())));
    return values;
  }
}
