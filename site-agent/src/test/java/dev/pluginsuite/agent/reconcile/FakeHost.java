package dev.pluginsuite.agent.reconcile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An MES that, like a real one, insists on the order of starts and stops. */
public final class FakeHost implements Host {
  final Map<String, Activation> active = new TreeMap<>();
  final List<String> calls = new ArrayList<>();
  final Set<String> refused = new HashSet<>();
  boolean isAway;
  String breaksOn = "";
  String complaint = "";

  @Override
  public List<HostPlugin> plugins() throws IOException {
    answer();
    return active.values().stream()
        .map(it -> new HostPlugin(it.pluginId(), it.version(), it.installationId(), it.requires()))
        .toList();
  }

  @Override
  public void activate(Activation activation) throws IOException {
    answer();
    calls.add("+" + activation);
    if (breaksOn.equals(activation.toString())) {
      throw new IllegalStateException("a bug");
    }
    if (refused.contains(activation.toString())) {
      throw new IOException("422: " + activation + " does not start" + complaint);
    }
    if (!active.keySet().containsAll(activation.requires())) {
      throw new IOException("422: " + activation + " needs " + activation.requires());
    }
    active.put(activation.pluginId(), activation);
  }

  @Override
  public void deactivate(String pluginId) throws IOException {
    answer();
    calls.add("-" + pluginId);
    if (refused.contains("-" + pluginId)) {
      throw new IOException("500: " + pluginId + " does not stop");
    }
    if (active.values().stream().anyMatch(it -> it.requires().contains(pluginId))) {
      throw new IOException("409: " + pluginId + " is required");
    }
    active.remove(pluginId);
  }

  void restart() {
    active.clear();
    calls.clear();
  }

  private void answer() throws IOException {
    if (isAway) {
      throw new Unavailable("The host is away");
    }
  }
}
