package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.installation.resolution.Cause.Conflict;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Terms that are never all true. Without any, nothing is possible. */
final class Incompatibility {
  private final List<Term> terms;
  private final Cause cause;

  Incompatibility(List<Term> terms, Cause cause) {
    this.terms = terms;
    this.cause = cause;
  }

  /** Says of the world that it is so. A term that is always true says nothing. */
  static Incompatibility of(Fact fact, List<Term> terms) {
    return new Incompatibility(
        terms.stream()
            .filter(it -> !it.versions().isEverything())
            .sorted(Comparator.comparingInt(it -> it.plugin().index()))
            .toList(),
        fact);
  }

  List<Term> terms() {
    return terms;
  }

  Cause cause() {
    return cause;
  }

  boolean isFailure() {
    return terms.isEmpty();
  }

  VersionSet about(Plugin plugin) {
    return terms.stream()
        .filter(it -> it.plugin() == plugin)
        .findFirst()
        .map(Term::versions)
        .orElseGet(plugin::any);
  }

  /** What follows from both whatever becomes of the plugin (the rule of resolution). */
  Incompatibility resolve(Plugin pivot, Incompatibility other) {
    var merged = new TreeMap<Integer, Term>();
    terms.forEach(it -> merged.put(it.plugin().index(), it));
    for (var term : other.terms) {
      merged.merge(term.plugin().index(), term, (mine, its) -> merge(pivot, mine, its));
    }
    merged.put(pivot.index(), new Term(pivot, about(pivot).or(other.about(pivot))));
    return new Incompatibility(
        merged.values().stream().filter(it -> !it.versions().isEverything()).toList(),
        new Conflict(this, other));
  }

  private static Term merge(Plugin pivot, Term left, Term right) {
    return left.plugin() == pivot
        ? left
        : new Term(left.plugin(), left.versions().and(right.versions()));
  }
}
