package dev.pluginsuite.installation.resolution;

import java.util.List;

/** The answer: a plan, or why there is none. */
public sealed interface Resolution {
  /** There is a set that satisfies everybody. */
  record Solved(Plan plan) implements Resolution {}

  /**
   * There is none.
   *
   * @param because one sentence for each root cause
   */
  record Unsolvable(List<String> because) implements Resolution {}
}
