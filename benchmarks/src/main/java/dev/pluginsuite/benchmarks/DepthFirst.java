package dev.pluginsuite.benchmarks;

import dev.pluginsuite.installation.resolution.Candidate;
import dev.pluginsuite.installation.resolution.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one would write first: takes what is missing in its preferred version, and goes back one
 * step where that does not fit. Knows nothing of circles.
 */
final class DepthFirst {
  private static final int MOST_TRIES = 20_000;

  private final Question question;
  private final Map<String, Candidate> chosen = new HashMap<>();
  private int tries;

  private DepthFirst(Question question) {
    this.question = question;
  }

  static Answer answer(Question question) {
    var search = new DepthFirst(question);
    var needed = new LinkedHashSet<>(List.of(question.wanted().pluginId()));
    needed.addAll(new TreeSet<>(question.installed().keySet()));
    if (search.completes(needed)) {
      return Answer.YES;
    }
    return search.tries > MOST_TRIES ? Answer.GIVEN_UP : Answer.NO;
  }

  private boolean completes(Set<String> needed) {
    var missing = needed.stream().filter(it -> !chosen.containsKey(it)).findFirst();
    if (missing.isEmpty()) {
      return true;
    }
    for (var it : candidates(missing.get())) {
      if (++tries > MOST_TRIES) {
        return false;
      }
      if (fits(it)) {
        chosen.put(it.pluginId(), it);
        var more = new LinkedHashSet<>(needed);
        more.addAll(it.dependencies().keySet());
        if (completes(more)) {
          return true;
        }
        chosen.remove(it.pluginId());
      }
    }
    return false;
  }

  private List<Candidate> candidates(String pluginId) {
    var possible = new ArrayList<>(Possible.of(question, pluginId));
    var installed = question.installed().get(pluginId);
    possible.sort((a, b) -> b.version().compareTo(a.version()));
    if (installed != null && possible.remove(installed)) {
      possible.add(0, installed);
    }
    return possible;
  }

  private boolean fits(Candidate it) {
    for (var need : it.dependencies().entrySet()) {
      var there = chosen.get(need.getKey());
      if (there != null && !need.getValue().contains(there.version())) {
        return false;
      }
    }
    return chosen.values().stream()
        .map(by -> by.dependencies().get(it.pluginId()))
        .allMatch(range -> range == null || range.contains(it.version()));
  }
}
