package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.REQUIREMENT_CYCLE;
import static dev.pluginsuite.demohost.ProblemType.REQUIREMENT_NOT_ACTIVE;
import static dev.pluginsuite.demohost.ProblemType.STILL_REQUIRED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The plugins active at one moment. A change makes a new set, so that readers need no lock. */
record ActivePlugins(Map<String, Plugin> byId) {

  static final ActivePlugins NONE = new ActivePlugins(Map.of());

  @Nullable Plugin find(String pluginId) {
    return byId.get(pluginId);
  }

  Collection<Plugin> sorted() {
    return new TreeMap<>(byId).values();
  }

  ActivePlugins with(Plugin plugin) {
    var more = new HashMap<>(byId);
    more.put(plugin.id(), plugin);
    return new ActivePlugins(Map.copyOf(more));
  }

  ActivePlugins without(String pluginId) {
    var fewer = new HashMap<>(byId);
    fewer.remove(pluginId);
    return new ActivePlugins(Map.copyOf(fewer));
  }

  void checkRequirements(String pluginId, List<String> requires) {
    for (var required : requires) {
      if (find(required) == null) {
        throw REQUIREMENT_NOT_ACTIVE.because(
            "%s requires %s, which is not active.".formatted(pluginId, required));
      }
      if (reaches(required, pluginId)) {
        throw REQUIREMENT_CYCLE.because(
            "%s cannot require %s, which requires it.".formatted(pluginId, required));
      }
    }
  }

  void checkNotRequired(String pluginId) {
    var dependents = dependentsOf(pluginId);
    if (!dependents.isEmpty()) {
      throw STILL_REQUIRED.because(
          "%s is required by %s.".formatted(pluginId, String.join(", ", dependents)));
    }
  }

  /** The plugins that name this one in their requires. */
  private List<String> dependentsOf(String pluginId) {
    return sorted().stream()
        .filter(plugin -> plugin.activation.requires().contains(pluginId))
        .map(Plugin::id)
        .toList();
  }

  /** Whether going from one plugin along requires leads to another. */
  private boolean reaches(String from, String to) {
    var plugin = byId.get(from);
    return from.equals(to)
        || (plugin != null
            && plugin.activation.requires().stream().anyMatch(next -> reaches(next, to)));
  }

  /** Who handles a hook point, in the order of their priorities. */
  List<Handling> handling(String point) {
    var handlings = new ArrayList<Handling>();
    for (var plugin : sorted()) {
      for (var hook : plugin.manifest.hooks()) {
        if (hook.point().equals(point)) {
          handlings.add(new Handling(plugin, hook));
        }
      }
    }
    handlings.sort(Comparator.comparingInt(handling -> handling.hook().priority()));
    return handlings;
  }

  /** Dependents before what they require. */
  List<Plugin> stopOrder() {
    var order = new ArrayList<Plugin>();
    var left = this;
    while (!left.byId.isEmpty()) {
      for (var plugin : left.sorted()) {
        if (left.dependentsOf(plugin.id()).isEmpty()) {
          order.add(plugin);
          left = left.without(plugin.id());
        }
      }
    }
    return order;
  }

  record Handling(Plugin plugin, Hook hook) {}
}
