package dev.pluginsuite.installation.resolution;

import java.util.List;

/** The answer: a plan, or why there is none. */
public sealed interface Resolution {
  /** There is a set that satisfies everybody. */
  record Solved(Plan plan) implements Resolution {}

  /**
   * There is none.
   *
   * @param facts the root causes, which together leave no solution
   * @param because one sentence for each of them, or for the first hundred
   * @param suggestions ways out, each of them tried
   * @param minimal whether each fact counts; otherwise there was no time to find out
   */
  record Unsolvable(
      List<Fact> facts,
      List<String> because,
      Derivation derivation,
      List<Suggestion> suggestions,
      boolean minimal)
      implements Resolution {}

  /** Nobody knows: it takes more work than one question may. */
  record Abandoned(String because) implements Resolution {}
}
