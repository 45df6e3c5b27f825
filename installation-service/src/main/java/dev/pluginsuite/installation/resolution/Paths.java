package dev.pluginsuite.installation.resolution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ways from a plugin to what it needs, in a choice. Always the same ones for the same choice. */
final class Paths {
  private Paths() {}

  /** Plugins that need each other, each the next one; null if there are none. */
  static @Nullable List<Candidate> circle(Map<String, Candidate> chosen) {
    var done = new HashSet<String>();
    for (var start : new TreeMap<>(chosen).keySet()) {
      var circle = done.contains(start) ? null : circle(start, chosen, done);
      if (circle != null) {
        return circle.stream().map(it -> Objects.requireNonNull(chosen.get(it))).toList();
      }
    }
    return null;
  }

  private static @Nullable List<String> circle(
      String start, Map<String, Candidate> chosen, Set<String> done) {
    var path = new ArrayList<String>();
    Deque<Deque<String>> ahead = new ArrayDeque<>();
    path.add(start);
    ahead.push(needs(start, chosen));
    while (!path.isEmpty()) {
      var next = Objects.requireNonNull(ahead.peek()).poll();
      if (next == null) {
        ahead.pop();
        done.add(path.remove(path.size() - 1));
      } else if (path.contains(next)) {
        return path.subList(path.indexOf(next), path.size());
      } else if (!done.contains(next)) {
        path.add(next);
        ahead.push(needs(next, chosen));
      }
    }
    return null;
  }

  private static Deque<String> needs(String pluginId, Map<String, Candidate> chosen) {
    var needs = new ArrayDeque<String>();
    var it = chosen.get(pluginId);
    if (it != null) {
      it.dependencies().keySet().stream().filter(chosen::containsKey).forEach(needs::add);
    }
    return needs;
  }

  /**
   * A way from something new, over what is kept, to something nothing new may be built on; null if
   * there is none.
   */
  static @Nullable List<Candidate> newOnClosed(Map<String, Candidate> chosen, Question question) {
    for (var closed : new TreeMap<>(question.closed()).keySet()) {
      var at = chosen.get(closed);
      var path = at != null && question.isKept(at) ? toNew(at, chosen, question) : null;
      if (path != null) {
        return path;
      }
    }
    return null;
  }

  private static @Nullable List<Candidate> toNew(
      Candidate closed, Map<String, Candidate> chosen, Question question) {
    var sorted = new TreeMap<>(chosen).values();
    var towards = new HashMap<Candidate, Candidate>();
    Deque<Candidate> ahead = new ArrayDeque<>(List.of(closed));
    while (!ahead.isEmpty()) {
      var at = ahead.remove();
      for (var it : sorted) {
        if (it.dependencies().containsKey(at.pluginId())
            && !it.equals(closed)
            && towards.putIfAbsent(it, at) == null) {
          if (!question.isKept(it)) {
            return path(it, towards);
          }
          ahead.add(it);
        }
      }
    }
    return null;
  }

  private static List<Candidate> path(Candidate from, Map<Candidate, Candidate> towards) {
    var path = new ArrayList<Candidate>();
    for (@Nullable Candidate at = from; at != null; at = towards.get(at)) {
      path.add(at);
    }
    return path;
  }
}
