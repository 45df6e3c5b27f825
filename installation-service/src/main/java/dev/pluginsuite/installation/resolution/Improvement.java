package dev.pluginsuite.installation.resolution;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes as little as possible: drops what nothing needs, and takes single plugins in a better
 * version, with the rest as it is, until there is no such plugin. Each change makes one plugin
 * better and none worse, so that it ends.
 */
final class Improvement {
  private final Universe universe;
  private final Question question;
  private final TreeMap<String, Candidate> chosen;
  private final Budget budget;

  private Improvement(Universe universe, Map<String, Candidate> chosen, Budget budget) {
    this.universe = universe;
    this.question = universe.question();
    this.chosen = new TreeMap<>(chosen);
    this.budget = budget;
  }

  /**
   * @throws Budget.Exhausted if that takes too much
   */
  static Map<String, Candidate> of(
      Universe universe, Map<String, Candidate> chosen, Budget budget) {
    var improvement = new Improvement(universe, chosen, budget);
    improvement.drop();
    while (improvement.improvesOne()) {
      improvement.drop();
    }
    return improvement.chosen;
  }

  private boolean improvesOne() {
    var improved = false;
    for (var pluginId : List.copyOf(chosen.keySet())) {
      var better = pluginId.equals(question.wanted().pluginId()) ? null : better(pluginId);
      if (better != null) {
        chosen.put(pluginId, better);
        improved = true;
      }
    }
    return improved;
  }

  private @Nullable Candidate better(String pluginId) {
    var plugin = universe.plugin(pluginId);
    var current = Objects.requireNonNull(chosen.get(pluginId));
    if (plugin.candidates().indexOf(current) == 0) {
      return null;
    }
    var admitted = admitted(plugin);
    for (var it : plugin.candidates()) {
      if (it.equals(current)) {
        return null;
      }
      if (admitted.contains(it) && isSatisfied(it) && isWhole(it)) {
        return it;
      }
    }
    return null;
  }

  /** What everybody who needs the plugin takes, and what may be there. */
  private List<Candidate> admitted(Plugin plugin) {
    var allowed = plugin.where(plugin::mayReplace);
    for (var it : chosen.values()) {
      budget.spend();
      var range = it.dependencies().get(plugin.id());
      allowed = range == null ? allowed : allowed.and(plugin.in(range));
    }
    return plugin.candidates(allowed).stream()
        .filter(it -> it.obstacle() == null || it.equals(plugin.installed()))
        .toList();
  }

  private boolean isSatisfied(Candidate candidate) {
    return candidate.dependencies().entrySet().stream()
        .allMatch(
            it -> {
              var needed = chosen.get(it.getKey());
              return needed != null && it.getValue().contains(needed.version());
            });
  }

  private boolean isWhole(Candidate instead) {
    budget.spend();
    var changed = new HashMap<>(chosen);
    changed.put(instead.pluginId(), instead);
    return Paths.circle(changed) == null && Paths.newOnClosed(changed, question) == null;
  }

  /** What nobody needs any more goes. */
  private void drop() {
    var needed = new HashSet<String>();
    var ahead = new ArrayDeque<>(question.installed().keySet());
    ahead.add(question.wanted().pluginId());
    while (!ahead.isEmpty()) {
      var candidate = chosen.get(ahead.remove());
      if (candidate != null && needed.add(candidate.pluginId())) {
        ahead.addAll(candidate.dependencies().keySet());
      }
    }
    chosen.keySet().retainAll(needed);
  }
}
