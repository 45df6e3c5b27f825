package dev.pluginsuite.installation.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tries every set of packages. Knows what a valid one is, and nothing of how the resolver works.
 */
final class BruteForce {
  private final Question question;
  private final TreeMap<String, List<Candidate>> options = new TreeMap<>();

  BruteForce(Question question) {
    this.question = question;
    question.offers().forEach((id, all) -> all.forEach(this::add));
    question.installed().values().forEach(this::add);
    add(question.wanted());
  }

  private void add(Candidate it) {
    var all = options.computeIfAbsent(it.pluginId(), any -> new ArrayList<>());
    all.remove(it);
    all.add(it);
  }

  boolean isSolvable() {
    return find(
        List.copyOf(options.keySet()), 0, new ArrayList<>(), this::isPossible, this::isValid);
  }

  /** Whether there is a set that agrees with these facts, whatever else is true. */
  boolean isPossible(List<Fact> facts) {
    var plugins = new TreeSet<String>();
    facts.forEach(it -> plugins.addAll(plugins(it)));
    var alone = facts.stream().filter(it -> plugins(it).size() == 1).toList();
    return find(
        List.copyOf(plugins),
        0,
        new ArrayList<>(),
        (set, added) -> alone.stream().allMatch(it -> agrees(it, added)),
        set -> facts.stream().allMatch(it -> agrees(it, set)));
  }

  private static Set<String> plugins(Fact fact) {
    var plugins = new TreeSet<String>();
    if (fact instanceof Fact.Asked it) {
      plugins.add(it.wanted().pluginId());
    } else if (fact instanceof Fact.Installed it) {
      plugins.add(it.installed().pluginId());
    } else if (fact instanceof Fact.Needs it) {
      plugins.add(it.who().get(0).pluginId());
      plugins.add(it.needed());
    } else if (fact instanceof Fact.Blocked it) {
      plugins.add(it.candidate().pluginId());
    } else if (fact instanceof Fact.Circle it) {
      it.path().forEach(c -> plugins.add(c.pluginId()));
    } else if (fact instanceof Fact.Closed it) {
      it.path().forEach(c -> plugins.add(c.pluginId()));
    }
    return plugins;
  }

  private boolean agrees(Fact fact, Candidate added) {
    return !plugins(fact).contains(added.pluginId())
        || agrees(fact, Map.of(added.pluginId(), added));
  }

  private interface Prune {
    boolean isPossible(List<Candidate> set, Candidate added);
  }

  private boolean find(
      List<String> plugins,
      int at,
      List<Candidate> set,
      Prune prune,
      Predicate<Map<String, Candidate>> isValid) {
    if (at == plugins.size()) {
      var found = new HashMap<String, Candidate>();
      set.forEach(it -> found.put(it.pluginId(), it));
      return isValid.test(found);
    }
    for (var option : options.getOrDefault(plugins.get(at), List.of())) {
      if (prune.isPossible(set, option)) {
        set.add(option);
        if (find(plugins, at + 1, set, prune, isValid)) {
          return true;
        }
        set.remove(set.size() - 1);
      }
    }
    return find(plugins, at + 1, set, prune, isValid);
  }

  /** Whether no two exclude each other. */
  private boolean isPossible(List<Candidate> set, Candidate added) {
    if (!isAllowed(added)) {
      return false;
    }
    for (var it : set) {
      if (!admits(it, added) || !admits(added, it)) {
        return false;
      }
    }
    return true;
  }

  private static boolean admits(Candidate by, Candidate other) {
    var range = by.dependencies().get(other.pluginId());
    return range == null || range.contains(other.version());
  }

  private boolean isAllowed(Candidate it) {
    var installed = question.installed().get(it.pluginId());
    if (it.pluginId().equals(question.wanted().pluginId()) && !it.equals(question.wanted())) {
      return false;
    }
    return it.equals(installed)
        || (it.obstacle() == null
            && (installed == null || it.version().compareTo(installed.version()) > 0));
  }

  boolean isValid(Map<String, Candidate> set) {
    for (var it : set.values()) {
      if (!isAllowed(it) || !isSatisfied(it, set)) {
        return false;
      }
    }
    return question.wanted().equals(set.get(question.wanted().pluginId()))
        && set.keySet().containsAll(question.installed().keySet())
        && set.values().stream().noneMatch(it -> reached(it, set).contains(it))
        && set.values().stream().noneMatch(it -> isNewOnClosed(it, set));
  }

  static boolean isSatisfied(Candidate it, Map<String, Candidate> set) {
    for (var need : it.dependencies().entrySet()) {
      if (!isIn(set.get(need.getKey()), need.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIn(
      @Nullable Candidate it, dev.pluginsuite.api.version.VersionRange range) {
    return it != null && range.contains(it.version());
  }

  private boolean isKept(Candidate it) {
    return it.equals(question.installed().get(it.pluginId()));
  }

  private boolean isNewOnClosed(Candidate it, Map<String, Candidate> set) {
    return !isKept(it)
        && reached(it, set).stream()
            .anyMatch(at -> isKept(at) && question.closed().containsKey(at.pluginId()));
  }

  private static Set<Candidate> reached(Candidate from, Map<String, Candidate> set) {
    var reached = new HashSet<Candidate>();
    var ahead = new ArrayList<>(List.of(from));
    while (!ahead.isEmpty()) {
      for (var id : ahead.remove(0).dependencies().keySet()) {
        var next = set.get(id);
        if (next != null && reached.add(next)) {
          ahead.add(next);
        }
      }
    }
    return reached;
  }

  private boolean agrees(Fact fact, Map<String, Candidate> set) {
    if (fact instanceof Fact.Asked it) {
      return it.wanted().equals(set.get(it.wanted().pluginId()));
    }
    if (fact instanceof Fact.Installed it) {
      var chosen = set.get(it.installed().pluginId());
      return chosen != null
          && (chosen.equals(it.installed())
              || chosen.version().compareTo(it.installed().version()) > 0);
    }
    if (fact instanceof Fact.Needs it) {
      return it.who().stream()
          .noneMatch(
              who ->
                  who.equals(set.get(who.pluginId())) && !isIn(set.get(it.needed()), it.range()));
    }
    if (fact instanceof Fact.Blocked it) {
      return !it.candidate().equals(set.get(it.candidate().pluginId()));
    }
    if (fact instanceof Fact.Circle it) {
      return !isCircle(it.path(), set);
    }
    return !isClosed(((Fact.Closed) fact).path(), set);
  }

  private static boolean needs(@Nullable Candidate it, String pluginId) {
    return it != null && it.dependencies().containsKey(pluginId);
  }

  private static boolean isCircle(List<Candidate> path, Map<String, Candidate> set) {
    for (var i = 0; i < path.size(); i++) {
      var next = path.get((i + 1) % path.size()).pluginId();
      if (!needs(set.get(path.get(i).pluginId()), next)) {
        return false;
      }
    }
    return true;
  }

  private boolean isClosed(List<Candidate> path, Map<String, Candidate> set) {
    var first = set.get(path.get(0).pluginId());
    return first != null
        && needs(first, path.get(1).pluginId())
        && !isKept(first)
        && path.stream().skip(1).allMatch(it -> it.equals(set.get(it.pluginId())));
  }

  /** Something that fits together, at random; perhaps nothing. */
  static Map<String, Candidate> anything(Random random, List<Candidate> all) {
    var set = new TreeMap<String, Candidate>();
    for (var i = 0; i < 40; i++) {
      var more = new TreeMap<>(set);
      var it = all.get(random.nextInt(all.size()));
      if (it.obstacle() == null || random.nextInt(4) == 0) {
        more.put(it.pluginId(), it);
      }
      if (more.values().stream().allMatch(c -> isSatisfied(c, more))
          && more.values().stream().noneMatch(c -> reached(c, more).contains(c))) {
        set = more;
      }
    }
    return set;
  }
}
