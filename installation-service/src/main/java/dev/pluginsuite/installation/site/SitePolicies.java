package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.installation.InstallationProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a site asks of each decision about its plugins.
 *
 * @param reason whether one has to be given
 * @param changeReference whether one has to be given
 */
public record SitePolicies(boolean reason, boolean changeReference) {
  static final SitePolicies NONE = new SitePolicies(false, false);

  /** Refuses a decision without the grounds that the site asks for. */
  public void check(@Nullable String givenReason, @Nullable String givenReference) {
    var errors = new ArrayList<FieldError>();
    require(reason, "reason", givenReason, errors);
    require(changeReference, "changeReference", givenReference, errors);
    if (!errors.isEmpty()) {
      throw InstallationProblem.GROUNDS_REQUIRED.because(
          "The site asks for the grounds of every decision.", errors);
    }
  }

  private static void require(
      boolean isAsked, String field, @Nullable String given, List<FieldError> errors) {
    if (isAsked && (given == null || given.isBlank())) {
      errors.add(new FieldError(field, "must not be missing at this site"));
    }
  }
}
