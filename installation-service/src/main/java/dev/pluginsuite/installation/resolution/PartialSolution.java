package dev.pluginsuite.installation.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was decided and derived so far, in order. */
final class PartialSolution {
  private final List<Assignment> assignments = new ArrayList<>();
  private final Map<Plugin, List<Assignment>> byPlugin = new HashMap<>();
  private final Map<String, Plugin> open = new TreeMap<>();
  private final Map<String, Candidate> decided = new TreeMap<>();
  private int level;

  VersionSet allowed(Plugin plugin) {
    var history = byPlugin.get(plugin);
    return history == null || history.isEmpty()
        ? plugin.any()
        : history.get(history.size() - 1).allowed();
  }

  void decide(Plugin plugin, int bit) {
    level++;
    decided.put(plugin.id(), plugin.candidate(bit));
    add(plugin, plugin.only(bit), null);
  }

  void derive(Term term, Incompatibility cause) {
    add(term.plugin(), allowed(term.plugin()).and(term.versions()), cause);
  }

  private void add(Plugin plugin, VersionSet allowed, @Nullable Incompatibility cause) {
    var assignment = new Assignment(plugin, allowed, assignments.size(), level, cause);
    assignments.add(assignment);
    byPlugin.computeIfAbsent(plugin, any -> new ArrayList<>()).add(assignment);
    refresh(plugin);
  }

  /** The first entry from which on the term is true. */
  Assignment satisfier(Term term) {
    for (var it : byPlugin.getOrDefault(term.plugin(), List.of())) {
      if (it.allowed().isWithin(term.versions())) {
        return it;
      }
    }
    throw new IllegalStateException("not satisfied: " + term);
  }

  void backtrack(int to) {
    while (!assignments.isEmpty() && assignments.get(assignments.size() - 1).level() > to) {
      var last = assignments.remove(assignments.size() - 1);
      var history = byPlugin.getOrDefault(last.plugin(), new ArrayList<>());
      history.remove(history.size() - 1);
      if (last.cause() == null) {
        decided.remove(last.plugin().id());
      }
      refresh(last.plugin());
    }
    level = to;
  }

  private void refresh(Plugin plugin) {
    if (!allowed(plugin).contains(VersionSet.ABSENT) && !decided.containsKey(plugin.id())) {
      open.put(plugin.id(), plugin);
    } else {
      open.remove(plugin.id());
    }
  }

  /** What has to be there and is not decided yet; by id. */
  Iterable<Plugin> open() {
    return open.values();
  }

  /** By plugin id. */
  Map<String, Candidate> decided() {
    return new TreeMap<>(decided);
  }
}
