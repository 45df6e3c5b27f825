package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.installation.resolution.Outcome.Failed;
import dev.pluginsuite.installation.resolution.Outcome.Found;
import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Looks for a set of packages that satisfies everybody, and changes as little as possible for it.
 * If there is one, it is found; the same question has the same answer.
 */
public final class Resolver {
  /** Nobody reads more. */
  private static final int MOST_SENTENCES = 100;

  private final Question question;
  private final Limits limits;
  private final LongSupplier nanoTime;

  private Resolver(Question question, Limits limits, LongSupplier nanoTime) {
    this.question = question;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  public static Resolution resolve(Question question) {
    return resolve(question, Limits.USUAL, System::nanoTime);
  }

  /**
   * @param nanoTime a clock that never goes back
   */
  static Resolution resolve(Question question, Limits limits, LongSupplier nanoTime) {
    return new Resolver(question, limits, nanoTime).resolve();
  }

  private Resolution resolve() {
    try {
      var universe = new Universe(question);
      var budget = new Budget(limits.toSolve(), nanoTime);
      var outcome = new Solver(new Rules(universe), budget).solve();
      return outcome instanceof Found found
          ? new Solved(PlanOrder.of(question, Improvement.of(universe, found.chosen(), budget)))
          : explain(((Failed) outcome).failure());
    } catch (Budget.Exhausted e) {
      return new Abandoned(
          "There are too many combinations to try for %s; name narrower ranges."
              .formatted(question.wanted()));
    }
  }

  private Unsolvable explain(Incompatibility failure) {
    var core = Core.of(failure, new Budget(limits.toExplain(), nanoTime));
    var facts = core.facts().stream().map(it -> (Fact) it.cause()).toList();
    return new Unsolvable(
        facts,
        because(facts),
        Derivation.of(core.failure(), question),
        Suggestions.of(question, facts, limits.toSuggest(), nanoTime),
        core.isMinimal());
  }

  private List<String> because(List<Fact> facts) {
    var told = facts.stream().limit(MOST_SENTENCES).map(it -> it.says(question.siteId()));
    return facts.size() <= MOST_SENTENCES
        ? told.toList()
        : Stream.concat(told, Stream.of(more(facts.size() - MOST_SENTENCES))).toList();
  }

  private static String more(int count) {
    return "There are %d more causes of this kind.".formatted(count);
  }
}
