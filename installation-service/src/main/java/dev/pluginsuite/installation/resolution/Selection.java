package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.VersionRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One version each of some plugins. Choosing makes a new one, so that going back costs nothing. */
final class Selection {
  private final Map<String, Candidate> chosen;

  private Selection(Map<String, Candidate> chosen) {
    this.chosen = chosen;
  }

  static Selection of(Map<String, Candidate> installed) {
    return new Selection(new LinkedHashMap<>(installed));
  }

  Selection with(Candidate candidate) {
    var more = new LinkedHashMap<>(chosen);
    more.put(candidate.pluginId(), candidate);
    return new Selection(more);
  }

  @Nullable Candidate get(String pluginId) {
    return chosen.get(pluginId);
  }

  Collection<Candidate> all() {
    return chosen.values();
  }

  /** A demand on a plugin's version, and whose it is. */
  record Demand(Candidate by, VersionRange range) {
    boolean admits(Candidate candidate) {
      return range.contains(candidate.version());
    }

    @Override
    public String toString() {
      return by + " needs " + range;
    }
  }

  List<Demand> demandsOn(String pluginId) {
    var demands = new ArrayList<Demand>();
    for (var it : chosen.values()) {
      var range = it.dependencies().get(pluginId);
      if (range != null) {
        demands.add(new Demand(it, range));
      }
    }
    return demands;
  }

  /** The first plugin that somebody needs and nobody chose; null when all is there. */
  @Nullable String firstMissing() {
    for (var it : chosen.values()) {
      for (var pluginId : it.dependencies().keySet()) {
        if (!chosen.containsKey(pluginId)) {
          return pluginId;
        }
      }
    }
    return null;
  }

  /** The chosen plugins from this one back to itself; null if there is no such way. */
  @Nullable List<Candidate> cycleThrough(Candidate start) {
    return cycle(start, start, new LinkedHashSet<>());
  }

  private @Nullable List<Candidate> cycle(Candidate start, Candidate at, Set<Candidate> path) {
    if (!path.add(at)) {
      return null;
    }
    for (var pluginId : at.dependencies().keySet()) {
      var next = chosen.get(pluginId);
      if (next == null) {
        continue;
      }
      if (next.equals(start)) {
        return List.copyOf(path);
      }
      var found = cycle(start, next, path);
      if (found != null) {
        return found;
      }
    }
    path.remove(at);
    return null;
  }
}
