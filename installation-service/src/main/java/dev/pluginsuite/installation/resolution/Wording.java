package dev.pluginsuite.installation.resolution;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** Candidates and what follows from facts, in words. */
final class Wording {
  private static final int MOST = 5;

  private Wording() {}

  /** Candidates of one plugin. */
  static String of(List<Candidate> candidates) {
    return candidates.get(0).pluginId() + " " + versions(candidates);
  }

  static String versions(List<Candidate> candidates) {
    var sorted = candidates.stream().map(Candidate::version).distinct().sorted().toList();
    return sorted.size() <= MOST
        ? sorted.stream().map(Object::toString).collect(joining(", "))
        : "%s to %s (%d versions)"
            .formatted(sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
  }

  /** What an incompatibility means. */
  static String of(Incompatibility it) {
    var present = it.terms().stream().filter(Term::isPositive).map(Wording::of).toList();
    var demanded = it.terms().stream().filter(t -> !t.isPositive()).map(Wording::demand).toList();
    if (demanded.isEmpty()) {
      return present.isEmpty() ? "there is no solution" : excluded(present);
    }
    var demand = String.join(", or ", demanded);
    return present.isEmpty()
        ? demand + " has to be there"
        : "%s %s %s"
            .formatted(
                String.join(" with ", present), present.size() == 1 ? "needs" : "need", demand);
  }

  private static String excluded(List<String> present) {
    return present.size() == 1
        ? present.get(0) + " is not possible"
        : String.join(" and ", present) + " do not go together";
  }

  private static String of(Term term) {
    var candidates = term.plugin().candidates(term.versions());
    return candidates.size() == term.plugin().candidates().size()
        ? "any " + term.plugin()
        : of(candidates);
  }

  private static String demand(Term term) {
    var not = term.plugin().candidates(term.versions().not());
    return not.isEmpty()
        ? "a version of %s that there is not".formatted(term.plugin())
        : Stream.of(term.not()).map(Wording::of).collect(joining());
  }
}
