package dev.pluginsuite.installation.seat;

import static java.util.Objects.requireNonNull;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.licence.Choice;
import dev.pluginsuite.installation.licence.LicenceCode;
import dev.pluginsuite.installation.licence.Refusal;
import dev.pluginsuite.installation.licence.Wanted;
import java.util.List;

/** What is wanted and cannot be had, because no licence does. */
public record Refused(Wanted wanted, Choice choice) {
  /**
   * A licence that could have been used.
   *
   * @param licenseKey masked
   */
  record Considered(String licenseKey, LicenseType licenseType, LicenceCode code, String remedy) {}

  static Choice unknownKey() {
    return new Choice(
        null,
        new Refusal(
            LicenceCode.UNKNOWN_KEY,
            "no licence has the key that was named",
            "Look at the key again, or name none."),
        List.of());
  }

  /** The licences are our own, and an approved package needs what it needed. */
  Problem problem() {
    return because("%s %s. %s".formatted(wanted, obstacle(), refusal().remedy())).settled();
  }

  /** The same for a reason that others are part of. */
  public Problem because(String sentence) {
    return InstallationProblem.LICENSE_REQUIRED
        .because(sentence)
        .with("code", refusal().code())
        .with("remedy", refusal().remedy())
        .with("pluginId", wanted.pluginId())
        .with("version", wanted.version().toString())
        .with("licenseType", wanted.needs())
        .with("siteId", wanted.siteId())
        .with("considered", considered());
  }

  /** Why the site cannot have it: the end of a sentence about the package. */
  public String obstacle() {
    var which =
        switch (refusal().code()) {
          case NO_LICENCE, UNKNOWN_KEY -> "";
          case OTHER_PLUGIN,
              WRONG_TYPE,
              OUT_OF_SCOPE,
              NOT_A_DEVELOPMENT_SITE,
              VERSION_OUT_OF_RANGE,
              REVOKED,
              EXPIRED,
              TRIAL_USED,
              SEATS_EXHAUSTED ->
              "the nearest one ";
        };
    return "needs a licence of type %s at %s: %s%s"
        .formatted(wanted.needs(), wanted.siteId(), which, refusal().because());
  }

  private Refusal refusal() {
    return requireNonNull(choice.refusal());
  }

  private List<Considered> considered() {
    return choice.considered().stream()
        .map(
            it ->
                new Considered(
                    it.terms().maskedKey(),
                    it.terms().type(),
                    it.refusal().code(),
                    it.refusal().remedy()))
        .toList();
  }
}
