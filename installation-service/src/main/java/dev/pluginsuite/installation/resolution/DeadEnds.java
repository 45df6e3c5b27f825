package dev.pluginsuite.installation.resolution;

import static java.util.stream.Collectors.joining;

import dev.pluginsuite.api.version.VersionRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why the ways tried led nowhere, in sentences for people. */
final class DeadEnds {
  private static final int MOST = 10;

  private final Question question;
  private final Set<String> sentences = new LinkedHashSet<>();

  DeadEnds(Question question) {
    this.question = question;
  }

  List<String> sentences() {
    return sentences.stream().limit(MOST).toList();
  }

  String tooMany() {
    return "There are too many combinations to try for %s; name narrower ranges."
        .formatted(question.wanted());
  }

  void cycle(List<Candidate> path) {
    sentences.add(
        "Plugins would need each other in a circle: %s → %s."
            .formatted(
                path.stream().map(Candidate::toString).collect(joining(" → ")), path.get(0)));
  }

  /** A candidate needs another version of something that is chosen already. */
  void clash(Candidate candidate, VersionRange range, Candidate chosen) {
    var isInstalled = chosen.equals(question.installed().get(chosen.pluginId()));
    sentences.add(
        "%s needs %s %s, but %s %s at %s."
            .formatted(
                candidate,
                chosen.pluginId(),
                range,
                chosen.version(),
                isInstalled ? "is installed" : "is needed too",
                question.siteId()));
  }

  /** No candidate of a plugin was left. Only what is wrong with the plugin itself is told here. */
  void at(Selection selection, String pluginId, List<Candidate> candidates) {
    var demands = selection.demandsOn(pluginId);
    var who = demands.stream().map(it -> it.by() + " needs " + pluginId + " " + it.range());
    var need = demands.isEmpty() ? pluginId + " is asked for" : who.collect(joining(" and "));
    if (candidates.isEmpty()) {
      sentences.add(
          "%s, but no registry of %s has an approved package of it."
              .formatted(need, question.siteId()));
      return;
    }
    var admitted =
        candidates.stream().filter(it -> demands.stream().allMatch(d -> d.admits(it))).toList();
    if (admitted.isEmpty()) {
      sentences.add(
          "%s, but approved for %s %s only %s."
              .formatted(
                  need,
                  question.siteId(),
                  candidates.size() == 1 ? "is" : "are",
                  candidates.stream().map(it -> it.version().toString()).collect(joining(", "))));
    }
    for (var it : admitted) {
      if (it.obstacle() != null) {
        sentences.add("%s %s.".formatted(it, it.obstacle()));
      }
    }
  }
}
