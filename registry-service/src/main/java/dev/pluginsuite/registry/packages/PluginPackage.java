package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.api.registry.PackageStatus.APPROVED;
import static dev.pluginsuite.api.registry.PackageStatus.DEPRECATED;
import static dev.pluginsuite.api.registry.PackageStatus.IN_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.PENDING_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.REJECTED;
import static dev.pluginsuite.api.registry.PackageStatus.REVOKED;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.persistence.Column;
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
  PackageStatus status = PENDING_REVIEW;

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

  @Nullable String reviewer;

  @Column(name = "decided_by")
  @Nullable String decidedBy;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  @Nullable String reason;

  @Column(name = "change_reference")
  @Nullable String changeReference;

  /** The subject of the first of two approvers. */
  @Column(name = "first_approver")
  @Nullable String firstApprover;

  @Column(name = "first_approved_by")
  @Nullable String firstApprovedBy;

  @Column(name = "first_approved_at")
  @Nullable Instant firstApprovedAt;

  /** Stays when the package is deprecated or revoked. */
  @Column(name = "approved_by")
  @Nullable String approvedBy;

  @Column(name = "approved_at")
  @Nullable Instant approvedAt;

  /** The package that sites should have instead of a deprecated one. */
  @Column(name = "replaced_by")
  @Nullable UUID replacedBy;

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

  /**
   * Whether the version may be submitted again: by anybody after it was turned down, by its
   * submitter when validation could not be done.
   */
  boolean isOpenTo(String principal) {
    return status == REJECTED
        || (status == PENDING_REVIEW
            && validation == ValidationStatus.ERRORED
            && uploader.equals(principal));
  }

  /** The version again, after it was turned down or could not be validated. */
  void resubmit(Submission submission) {
    if (!isOpenTo(submission.submitter)) {
      throw RegistryProblem.DUPLICATE_VERSION.because(
          "%s %s is %s in registry %s already; submit a higher version."
              .formatted(pluginId, pluginVersion, status, registryId));
    }
    status = PENDING_REVIEW;
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
    reviewer = null;
    decidedBy = null;
    decidedAt = null;
    reason = null;
    changeReference = null;
    forgetFirstApproval();
    declared = submission.declared;
    licenseType = submission.licenseType;
    findings = Findings.NONE;
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
    if (validation == ValidationStatus.FAILED && status.canBecome(REJECTED)) {
      decide(REJECTED, new Verdict(VALIDATION, "The package did not pass validation", null), now);
      return;
    }
    revision++;
  }

  /** Starts a review, or hands one that goes on to somebody else. */
  void review(Reviewer by, @Nullable String assignee) {
    requireOther(by);
    if (uploadedBy.equals(assignee)) {
      throw ownSubmission("%s submitted".formatted(assignee));
    }
    if (status != IN_REVIEW || assignee == null) {
      become(IN_REVIEW);
    }
    reviewer = assignee == null ? by.name() : assignee;
    revision++;
  }

  void releaseReview() {
    if (status != IN_REVIEW) {
      throw illegal(PENDING_REVIEW);
    }
    become(PENDING_REVIEW);
    reviewer = null;
    forgetFirstApproval();
    revision++;
  }

  /** Where it takes two, the first approval leaves it IN_REVIEW. */
  void approve(Approval approval, Instant now) {
    var by = approval.verdict().by();
    requireOther(by);
    requirePassed();
    if (status == DEPRECATED || !status.canBecome(APPROVED)) {
      throw illegal(APPROVED);
    }
    if (!approval.isEnough() && firstApprover == null) {
      firstApproval(by, now);
      return;
    }
    if (!approval.isEnough() && by.principal().equals(firstApprover)) {
      throw RegistryProblem.SECOND_APPROVER_NEEDED.because(
          "You approved %s %s already; it takes somebody else too."
              .formatted(pluginId, pluginVersion));
    }
    decide(APPROVED, approval.verdict(), now);
    approvedBy = decidedBy;
    approvedAt = now;
    licenseType = approval.license() == null ? licenseType : approval.license();
  }

  private void firstApproval(Reviewer by, Instant now) {
    if (status != IN_REVIEW) {
      review(by, null);
    } else {
      revision++;
    }
    firstApprover = by.principal();
    firstApprovedBy = by.name();
    firstApprovedAt = now;
  }

  private void forgetFirstApproval() {
    firstApprover = null;
    firstApprovedBy = null;
    firstApprovedAt = null;
  }

  void reject(Verdict verdict, Instant now) {
    requireOther(verdict.by());
    decide(REJECTED, verdict, now);
  }

  /** No new site may get it; those that have it keep it. */
  void deprecate(Verdict verdict, @Nullable UUID replacement, Instant now) {
    decide(DEPRECATED, verdict, now);
    replacedBy = replacement;
  }

  void undeprecate(Verdict verdict, Instant now) {
    if (status != DEPRECATED) {
      throw illegal(APPROVED);
    }
    decide(APPROVED, verdict, now);
    replacedBy = null;
  }

  void revoke(Verdict verdict, Instant now) {
    decide(REVOKED, verdict, now);
  }

  private void decide(PackageStatus next, Verdict verdict, Instant now) {
    become(next);
    decidedBy = verdict.by().name();
    decidedAt = now;
    reason = verdict.reason();
    changeReference = verdict.changeReference();
    revision++;
  }

  /** Whether sites may hold it: those that have a deprecated one keep it. */
  boolean isAttested() {
    return status == APPROVED || status == DEPRECATED;
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
    return status == REJECTED && WITHDRAWAL.name().equals(decidedBy);
  }

  /** Taken back by its submitter before anybody decided. */
  void withdraw(Instant now) {
    decide(REJECTED, new Verdict(WITHDRAWAL, "Its submitter took it back.", null), now);
  }

  private void become(PackageStatus next) {
    if (!status.canBecome(next)) {
      throw illegal(next);
    }
    status = next;
  }

  private RuntimeException illegal(PackageStatus next) {
    return RegistryProblem.ILLEGAL_TRANSITION
        .because(
            "%s %s is %s and cannot become %s; it can become %s."
                .formatted(pluginId, pluginVersion, status, next, status.successors()))
        .with("status", status)
        .with("allowed", status.successors());
  }
}
