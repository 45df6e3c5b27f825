package dev.pluginsuite.installation.resolution;

import java.time.Duration;

/**
 * How much work one question may take. The steps are what two thirds of that time were enough for
 * in the worst of {@code benchmarks/run resolver}.
 *
 * @param toSolve finding a plan, or that there is none
 * @param toExplain leaving out of a refusal what does not count
 * @param toSuggest time for all suggestions together, steps for each
 */
record Limits(Effort toSolve, Effort toExplain, Effort toSuggest) {
  static final Limits USUAL =
      new Limits(
          new Effort(1_000_000, Duration.ofSeconds(1)),
          new Effort(200_000, Duration.ofMillis(100)),
          new Effort(40_000, Duration.ofMillis(200)));
}
