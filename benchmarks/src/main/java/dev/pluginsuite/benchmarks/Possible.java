package dev.pluginsuite.benchmarks;

import dev.pluginsuite.installation.resolution.Candidate;
import dev.pluginsuite.installation.resolution.Question;
import java.util.ArrayList;
import java.util.List;

/** What can become of a plugin, whatever becomes of the others. */
final class Possible {
  private Possible() {}

  static List<Candidate> of(Question question, String pluginId) {
    if (pluginId.equals(question.wanted().pluginId())) {
      return List.of(question.wanted());
    }
    var installed = question.installed().get(pluginId);
    var possible = new ArrayList<Candidate>();
    if (installed != null) {
      possible.add(installed);
    }
    for (var it : question.offers().getOrDefault(pluginId, List.of())) {
      if (it.obstacle() == null
          && (installed == null || it.version().compareTo(installed.version()) > 0)) {
        possible.add(it);
      }
    }
    return possible;
  }
}
