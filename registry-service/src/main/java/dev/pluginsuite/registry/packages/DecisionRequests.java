package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bodies of decisions. */
final class DecisionRequests {
  private DecisionRequests() {}

  /** Why, and under which change. */
  record Reasons(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}

  /**
   * @param assignee the e-mail of whose review it becomes; absent for the caller's
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReviewRequest(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference,
      @Size(max = 255) @Pattern(regexp = "(?s).*\\S.*", message = "must name somebody")
          @Nullable String assignee) {
    static final ReviewRequest PLAIN = new ReviewRequest(null, null, null);

    @Nullable String assigned() {
      return assignee == null ? null : assignee.strip();
    }
  }

  /**
   * @param dryRun only says whom it would hit
   * @param mode FORCE if absent
   * @param deadline when it is stopped; with the mode DEADLINE, and only then
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RevocationRequest(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference,
      @Nullable Boolean dryRun,
      @Nullable RevocationMode mode,
      @Nullable Instant deadline) {
    static final RevocationRequest PLAIN = new RevocationRequest(null, null, null, null, null);

    RevocationTerms terms() {
      if (mode == RevocationMode.UNKNOWN) {
        var known = EnumSet.complementOf(EnumSet.of(RevocationMode.UNKNOWN));
        throw invalid("There is no such mode.", "mode", "must be one of " + known);
      }
      if ((mode == RevocationMode.DEADLINE) != (deadline != null)) {
        throw invalid(
            "A deadline belongs to the mode DEADLINE.",
            "deadline",
            "must be given with the mode DEADLINE, and only then");
      }
      return mode == null
          ? RevocationTerms.AT_ONCE
          : new RevocationTerms(
              mode, deadline == null ? null : deadline.truncatedTo(ChronoUnit.MILLIS));
    }

    private static RuntimeException invalid(String detail, String field, String message) {
      return CommonProblem.INVALID_REQUEST.because(detail, List.of(new FieldError(field, message)));
    }
  }

  /**
   * @param replacedBy the package that sites should have instead
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeprecationRequest(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference,
      @Nullable UUID replacedBy) {
    static final DeprecationRequest PLAIN = new DeprecationRequest(null, null, null);
  }

  /**
   * @param acknowledgedRisks the permissions that the approver accepts: those of high risk, and
   *     those that the last approved version did not have
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ApprovalRequest(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference,
      @Nullable LicenseType licenseType,
      @Size(max = 100) @Nullable Set<@NotBlank @Size(max = 100) String> acknowledgedRisks) {
    static final ApprovalRequest PLAIN = new ApprovalRequest(null, null, null, null);

    /** With one that nobody knows, nobody could ever install the package. */
    void requireKnownLicense() {
      if (licenseType == LicenseType.UNKNOWN) {
        var known = EnumSet.complementOf(EnumSet.of(LicenseType.UNKNOWN));
        throw CommonProblem.INVALID_REQUEST.because(
            "There is no such licence type.",
            List.of(new FieldError("licenseType", "must be one of " + known)));
      }
    }

    Set<String> acknowledged() {
      return acknowledgedRisks == null ? Set.of() : acknowledgedRisks;
    }
  }
}
