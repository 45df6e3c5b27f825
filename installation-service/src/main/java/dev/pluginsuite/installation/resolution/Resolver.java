package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.installation.resolution.Outcome.Failed;
import dev.pluginsuite.installation.resolution.Outcome.Found;
import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;

/**
 * Looks for a set of packages that satisfies everybody, and changes as little as possible for it.
 * If there is one, it is found; the same question has the same answer.
 */
public final class Resolver {
  /** About a second: far beyond any real set of plugins. */
  static final long STEPS_TO_SOLVE = 10_000_000;

  /** About 100 ms. */
  static final long STEPS_TO_EXPLAIN = 1_000_000;

  /** Each of a few dozen. */
  static final long STEPS_TO_SUGGEST = 200_000;

  private Resolver() {}

  public static Resolution resolve(Question question) {
    return resolve(question, STEPS_TO_SOLVE, STEPS_TO_EXPLAIN, STEPS_TO_SUGGEST);
  }

  static Resolution resolve(Question question, long toSolve, long toExplain, long toSuggest) {
    try {
      var universe = new Universe(question);
      var outcome = new Solver(new Rules(universe), new Budget(toSolve)).solve();
      return outcome instanceof Found found
          ? new Solved(PlanOrder.of(question, Improvement.of(universe, found.chosen())))
          : explain(question, ((Failed) outcome).failure(), toExplain, toSuggest);
    } catch (Budget.Exhausted e) {
      return new Abandoned(
          "There are too many combinations to try for %s; name narrower ranges."
              .formatted(question.wanted()));
    }
  }

  private static Unsolvable explain(
      Question question, Incompatibility failure, long steps, long toSuggest) {
    var core = Core.of(failure, new Budget(steps));
    var facts = core.facts().stream().map(it -> (Fact) it.cause()).toList();
    return new Unsolvable(
        facts,
        facts.stream().map(it -> it.says(question.siteId())).toList(),
        Derivation.of(core.failure(), question),
        Suggestions.of(question, facts, toSuggest),
        core.isMinimal());
  }
}
