package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.api.registry.PackageStatus.APPROVED;
import static dev.pluginsuite.api.registry.PackageStatus.DEPRECATED;
import static dev.pluginsuite.api.registry.PackageStatus.PENDING_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.REJECTED;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of a plugin in a registry. Each verb checks that it may be done now. */
@Entity
@Table(name = "plugin_packages")
class PluginPackage {
  /** Who turns down what did not pass. */
  static final Reviewer VALIDATION = new Reviewer("validation", "validation");

  /** Who turns down what its submitter took back. */
  static final Reviewer WITHDRAWAL = new Reviewer("withdrawal", "withdrawal");

  @Id UUID id;

  @Column(name = "registry_id")
  String registryId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "plugin_version")
  String pluginVersion;

  @Enumerated(EnumType.STRING)
  ValidationStatus validation = ValidationStatus.RUNNING;

  @Column(name = "submission_id")
  UUID submissionId;

  String manifest;

  @Column(name = "package_url")
  String packageUrl;

  String checksum;
  long size;

  @JdbcTypeCode(SqlTypes.JSON)
  Declared declared = Declared.NOTHING;

  @Enumerated(EnumType.STRING)
  @Nullable RiskLevel risk;

  @Enumerated(EnumType.STRING)
  @Column(name = "license_type")
  LicenseType licenseType = LicenseType.FREE;

  @Column(name = "uploaded_by")
  String uploadedBy;

  /** The token's subject: e-mail addresses change hands. */
  String uploader;

  @Column(name = "uploaded_at")
  Instant uploadedAt;

  @Embedded Review review = new Review();

  @JdbcTypeCode(SqlTypes.JSON)
  Findings findings = Findings.NONE;

  long revision;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected PluginPackage() {}

  PluginPackage(UUID id, Submission submission, String registryId) {
    this.id = id;
    this.registryId = registryId;
    this.pluginId = submission.pluginId;
    this.pluginVersion = submission.pluginVersion;
    take(submission);
  }

  /** Where the review of it stands. */
  PackageStatus status() {
    return review.status;
  }

  /** The same with how it was taken back, for the record. */
  String standing() {
    var terms = review.terms();
    return terms == null || terms.equals(RevocationTerms.AT_ONCE)
        ? status().name()
        : status() + " " + terms;
  }

  /**
   * Whether the version may be submitted again: by anybody after it was turned down, by its
   * submitter when validation could not be done.
   */
  boolean isOpenTo(String principal) {
    return status() == REJECTED
        || (status() == PENDING_REVIEW
            && validation == ValidationStatus.ERRORED
            && uploader.equals(principal));
  }

  /** The version again, after it was turned down or could not be validated. */
  void resubmit(Submission submission) {
    if (!isOpenTo(submission.submitter)) {
      throw RegistryProblem.DUPLICATE_VERSION.because(
          "%s %s is %s in registry %s already; submit a higher version."
              .formatted(pluginId, pluginVersion, status(), registryId));
    }
    take(submission);
  }

  private void take(Submission submission) {
    validation = ValidationStatus.RUNNING;
    submissionId = submission.id;
    manifest = submission.manifest;
    packageUrl = submission.packageUrl;
    checksum = submission.checksum;
    size = submission.size;
    uploadedBy = submission.submittedBy;
    uploader = submission.submitter;
    uploadedAt = submission.submittedAt;
    risk = null;
    declared = submission.declared;
    licenseType = submission.licenseType;
    findings = Findings.NONE;
    review.startOver();
    revision++;
  }

  /** Whether the report is about what is waiting for one. */
  boolean awaits(ReportState report) {
    return validation == ValidationStatus.RUNNING
        && submissionId.equals(report.submissionId())
        && checksum.equals(report.checksum());
  }

  void validated(ReportState report, Instant now) {
    validation = report.outcome();
    risk = report.risk();
    findings = new Findings(report.errors(), report.warnings(), report.securityFindings());
    // Somebody may have turned it down already.
    if (validation == ValidationStatus.FAILED && status().canBecome(REJECTED)) {
      review.reject(new Verdict(VALIDATION, "The package did not pass validation", null), now);
    }
    revision++;
  }

  /** Starts a review, or hands one that goes on to somebody else. */
  void review(Reviewer by, @Nullable String assignee) {
    requireOther(by);
    if (assignee != null && uploadedBy.equalsIgnoreCase(assignee)) {
      throw ownSubmission("%s submitted".formatted(assignee));
    }
    review.start(by, assignee);
    revision++;
  }

  void releaseReview() {
    review.release();
    revision++;
  }

  /** Where it takes two, the first approval leaves it IN_REVIEW. */
  void approve(Approval approval, Instant now) {
    requireOther(approval.verdict().by());
    requirePassed();
    review.approve(approval, now);
    // Whoever approves second has read it, and may name another.
    if (approval.license() != null) {
      licenseType = approval.license();
    }
    revision++;
  }

  void reject(Verdict verdict, Instant now) {
    requireOther(verdict.by());
    review.reject(verdict, now);
    revision++;
  }

  /** No new site may get it; those that have it keep it. */
  void deprecate(Verdict verdict, @Nullable UUID replacement, Instant now) {
    review.deprecate(verdict, replacement, now);
    revision++;
  }

  void undeprecate(Verdict verdict, Instant now) {
    review.undeprecate(verdict, now);
    revision++;
  }

  /** Again only with stricter terms. */
  void revoke(Verdict verdict, RevocationTerms terms, Instant now) {
    review.revoke(verdict, terms, now);
    revision++;
  }

  /** Whether sites may hold it: those that have a deprecated one keep it. */
  boolean isAttested() {
    return status() == APPROVED || status() == DEPRECATED;
  }

  private void requirePassed() {
    if (validation != ValidationStatus.PASSED) {
      throw RegistryProblem.NOT_VALIDATED.because(
          "The validation of %s %s is %s; only what has PASSED can be approved."
              .formatted(pluginId, pluginVersion, validation));
    }
  }

  /** Nobody decides on what they submitted. */
  private void requireOther(Reviewer by) {
    if (uploader.equals(by.principal())) {
      throw ownSubmission("You submitted");
    }
  }

  private RuntimeException ownSubmission(String whoDid) {
    return RegistryProblem.OWN_SUBMISSION.because(
        "%s %s %s; somebody else has to decide.".formatted(whoDid, pluginId, pluginVersion));
  }

  boolean isWithdrawn() {
    return status() == REJECTED && WITHDRAWAL.name().equals(review.decidedBy);
  }

  /** Taken back by its submitter before anybody decided. */
  void withdraw(Instant now) {
    review.reject(new Verdict(WITHDRAWAL, "Its submitter took it back.", null), now);
    revision++;
  }
}
