package dev.pluginsuite.installation.resolution;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the preferred version of what is missing and never goes back: how hard is a question? */
final class Greedy {
  private Greedy() {}

  static boolean succeeds(Question question, BruteForce oracle) {
    var set = new TreeMap<>(question.installed());
    set.put(question.wanted().pluginId(), question.wanted());
    while (!oracle.isValid(set)) {
      var missing = missing(set);
      var taken = missing == null ? null : preferred(question, set, missing);
      if (taken == null) {
        return false;
      }
      set.put(taken.pluginId(), taken);
    }
    return true;
  }

  private static @Nullable String missing(Map<String, Candidate> set) {
    return set.values().stream()
        .flatMap(it -> it.dependencies().keySet().stream())
        .filter(it -> !set.containsKey(it))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Candidate preferred(
      Question question, Map<String, Candidate> set, String pluginId) {
    return question.offersOf(pluginId).stream()
        .filter(it -> it.obstacle() == null)
        .filter(
            it ->
                set.values().stream()
                    .allMatch(
                        by ->
                            !by.dependencies().containsKey(pluginId)
                                || by.dependencies().get(pluginId).contains(it.version())))
        .findFirst()
        .orElse(null);
  }
}
