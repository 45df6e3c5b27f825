package dev.pluginsuite.installation.install;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.resolution.Fact;
import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.resolution.Resolution;
import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import dev.pluginsuite.installation.seat.Refused;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says why there is no plan, and what would help. */
final class Unplanned {
  private Unplanned() {}

  static Problem problem(Question question, Resolution resolution, Offers offers) {
    return resolution instanceof Unsolvable unsolvable
        ? unsolvable(question, unsolvable, offers)
        : InstallationProblem.DEPENDENCIES_UNSATISFIABLE
            .because(((Abandoned) resolution).because())
            .with("because", List.of(((Abandoned) resolution).because()));
  }

  private static Problem unsolvable(Question question, Unsolvable it, Offers offers) {
    var sentence =
        "%s cannot be installed at %s: %s"
            .formatted(question.wanted(), question.siteId(), String.join(" ", it.because()));
    return unlicensed(it, offers)
        .map(refused -> refused.because(sentence))
        .orElseGet(() -> type(it).because(sentence))
        .with("because", it.because())
        .with("derivation", it.derivation().steps())
        .with("suggestions", it.suggestions())
        .with("minimal", it.minimal());
  }

  /** The first of the reasons that is a licence that is missing. */
  private static Optional<Refused> unlicensed(Unsolvable it, Offers offers) {
    return it.facts().stream()
        .filter(Fact.Blocked.class::isInstance)
        .map(fact -> offers.unlicensed(((Fact.Blocked) fact).candidate().packageId()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static InstallationProblem type(Unsolvable it) {
    return it.facts().stream().anyMatch(Fact.Closed.class::isInstance)
        ? InstallationProblem.PACKAGE_REVOKED
        : InstallationProblem.DEPENDENCIES_UNSATISFIABLE;
  }
}
