package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.HOOK_NOT_HANDLED;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Loads, replaces and forgets plugins, and runs their hooks. Changes happen one at a time. */
public final class PluginHost implements AutoCloseable {
  private final Path plugins;
  private final SecretFiles secrets;
  private final Hidden hidden = new Hidden();
  private final Workers workers = new Workers();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final ReentrantLock changes = new ReentrantLock(true);
  private volatile ActivePlugins active = ActivePlugins.NONE;

  /** Without secrets. */
  public PluginHost(Path plugins) {
    this(plugins, new SecretFiles(null));
  }

  PluginHost(Path plugins, SecretFiles secrets) {
    this.plugins = plugins;
    this.secrets = secrets;
  }

  /**
   * The new version is loaded and started before the old one stops; if that fails nothing changes.
   */
  public void activate(String pluginId, Activation wanted) {
    changes.lock();
    try {
      var current = active.find(pluginId);
      if (current == null || !current.activation.equals(wanted)) {
        active.checkRequirements(pluginId, wanted.requires());
        active = active.with(load(pluginId, wanted));
        if (current != null) {
          current.stop();
        }
      }
    } finally {
      changes.unlock();
    }
  }

  public void deactivate(String pluginId) {
    changes.lock();
    try {
      var current = active.find(pluginId);
      if (current != null) {
        active.checkNotRequired(pluginId);
        active = active.without(pluginId);
        current.stop();
      }
    } finally {
      changes.unlock();
    }
  }

  /** One after the other; what one does wrong is its own entry and stops nobody else. */
  public List<HookResult> run(String point, JsonNode payload) {
    var handlings = active.handling(point);
    if (handlings.isEmpty()) {
      throw HOOK_NOT_HANDLED.because("No active plugin handles '%s'.".formatted(point));
    }
    var text = payload.toString();
    return handlings.stream()
        .map(handling -> handling.plugin().handle(handling.hook(), text))
        .toList();
  }

  Collection<Plugin> active() {
    return active.sorted();
  }

  Map<String, Counter.Stats> stats() {
    var stats = new TreeMap<String, Counter.Stats>();
    counters.forEach((pluginId, counter) -> stats.put(pluginId, counter.stats()));
    return stats;
  }

  /**
   * Loads a script of a plugin's folder without activating the plugin, as its tests need it. Extras
   * are modules that the script may require by name.
   */
  public PluginScript open(
      String pluginId, Activation wanted, String file, Map<String, String> extras) {
    active.checkRequirements(pluginId, wanted.requires());
    var folder = PluginFolder.below(plugins, wanted.path());
    var source = source(pluginId, wanted, folder, extras);
    return PluginScript.load(source, file, workers);
  }

  private Plugin load(String pluginId, Activation wanted) {
    var folder = PluginFolder.below(plugins, wanted.path());
    var manifest = PluginManifest.read(folder, pluginId, wanted.version());
    return Plugin.load(manifest, wanted, source(pluginId, wanted, folder, Map.of()), workers);
  }

  private Script.Source source(
      String pluginId, Activation wanted, PluginFolder folder, Map<String, String> extras) {
    var counter = counters.computeIfAbsent(pluginId, id -> new Counter());
    var values = secrets.read(wanted.secrets());
    hidden.add(values);
    var context =
        new ScriptContext(
            pluginId,
            wanted.version(),
            wanted.configuration().toString(),
            values.toString(),
            counter,
            hidden);
    return new Script.Source(folder, required -> lend(wanted, required), context, extras);
  }

  private Script lend(Activation borrower, String pluginId) {
    if (!borrower.requires().contains(pluginId)) {
      throw new ScriptFailure("is not among what the plugin requires");
    }
    var lender = active.find(pluginId);
    if (lender == null) {
      throw new ScriptFailure("is not active");
    }
    return lender.script;
  }

  /** Stops every plugin, dependents first. */
  @Override
  public void close() {
    changes.lock();
    try {
      active.stopOrder().forEach(Plugin::stop);
      active = ActivePlugins.NONE;
    } finally {
      changes.unlock();
      workers.close();
    }
  }
}
