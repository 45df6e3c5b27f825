package dev.pluginsuite.installation.install;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.resolution.Fact;
import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.resolution.Resolution;
import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.util.List;

/** Says why there is no plan, and what would help. */
final class Unplanned {
  private Unplanned() {}

  static Problem problem(Question question, Resolution resolution) {
    return resolution instanceof Unsolvable unsolvable
        ? unsolvable(question, unsolvable)
        : InstallationProblem.DEPENDENCIES_UNSATISFIABLE
            .because(((Abandoned) resolution).because())
            .with("because", List.of(((Abandoned) resolution).because()));
  }

  private static Problem unsolvable(Question question, Unsolvable it) {
    return type(it)
        .because(
            "%s cannot be installed at %s: %s"
                .formatted(question.wanted(), question.siteId(), String.join(" ", it.because())))
        .with("because", it.because())
        .with("derivation", it.derivation().steps())
        .with("suggestions", it.suggestions())
        .with("minimal", it.minimal());
  }

  private static InstallationProblem type(Unsolvable it) {
    return it.facts().stream().anyMatch(Fact.Closed.class::isInstance)
        ? InstallationProblem.PACKAGE_REVOKED
        : InstallationProblem.DEPENDENCIES_UNSATISFIABLE;
  }
}
