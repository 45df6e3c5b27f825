package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.api.registry.PackageStatus.APPROVED;
import static dev.pluginsuite.api.registry.PackageStatus.DEPRECATED;
import static dev.pluginsuite.api.registry.PackageStatus.IN_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.PENDING_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.REJECTED;
import static dev.pluginsuite.api.registry.PackageStatus.REVOKED;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is decided about a submitted version, by whom and why. Who may decide, its package says. */
@Embeddable
class Review {
  @Enumerated(EnumType.STRING)
  PackageStatus status = PENDING_REVIEW;

  @Nullable String reviewer;

  /** Where it takes two. */
  @Embedded @Nullable FirstApproval first;

  @Column(name = "decided_by")
  @Nullable String decidedBy;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  @Nullable String reason;

  @Column(name = "change_reference")
  @Nullable String changeReference;

  /** Stays when the package is deprecated or revoked. */
  @Column(name = "approved_by")
  @Nullable String approvedBy;

  @Column(name = "approved_at")
  @Nullable Instant approvedAt;

  /** The package that sites should have instead of a deprecated one. */
  @Column(name = "replaced_by")
  @Nullable UUID replacedBy;

  /** How it was taken back; null of one that was not, or by a release that knew one way only. */
  @Embedded @Nullable RevocationTerms revocation;

  /** The version came again: nothing that was decided holds for it. */
  void startOver() {
    status = PENDING_REVIEW;
    reviewer = null;
    first = null;
    decidedBy = null;
    decidedAt = null;
    reason = null;
    changeReference = null;
  }

  /** Starts, or is handed on to somebody else. */
  void start(Reviewer by, @Nullable String assignee) {
    if (status != IN_REVIEW || assignee == null) {
      become(IN_REVIEW);
    }
    reviewer = assignee == null ? by.name() : assignee;
  }

  void release() {
    if (status != IN_REVIEW) {
      throw illegal(PENDING_REVIEW);
    }
    become(PENDING_REVIEW);
    reviewer = null;
    first = null;
  }

  /** Where it takes two, the first approval leaves it IN_REVIEW. */
  void approve(Approval approval, Instant now) {
    if (status == DEPRECATED || !status.canBecome(APPROVED)) {
      throw illegal(APPROVED);
    }
    if (approval.isEnough() || isSecond(approval.verdict().by())) {
      decide(APPROVED, approval.verdict(), now);
      approvedBy = decidedBy;
      approvedAt = now;
    } else {
      approveFirst(approval.verdict().by(), now);
    }
  }

  private boolean isSecond(Reviewer by) {
    if (first != null && first.principal().equals(by.principal())) {
      throw RegistryProblem.SECOND_APPROVER_NEEDED.because(
          "You approved it already; it takes somebody else too.");
    }
    return first != null;
  }

  private void approveFirst(Reviewer by, Instant now) {
    if (status != IN_REVIEW) {
      start(by, null);
    }
    first = new FirstApproval(by.principal(), by.name(), now);
  }

  void reject(Verdict verdict, Instant now) {
    decide(REJECTED, verdict, now);
  }

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

  /** Once more with stricter terms, never with others. */
  void revoke(Verdict verdict, RevocationTerms terms, Instant now) {
    if (status == REVOKED) {
      requireStricter(terms);
    } else {
      become(REVOKED);
    }
    note(verdict, now);
    revocation = terms;
  }

  /** Null unless it was revoked. */
  @Nullable RevocationTerms terms() {
    if (status != REVOKED) {
      return null;
    }
    return revocation == null ? RevocationTerms.AT_ONCE : revocation;
  }

  private void requireStricter(RevocationTerms terms) {
    var before = Objects.requireNonNull(terms());
    if (before.mode() == RevocationMode.FORCE) {
      throw illegal(REVOKED);
    }
    if (!terms.isStricterThan(before)) {
      throw RegistryProblem.REVOCATION_NOT_STRICTER.because(
          "The package is revoked (%s); %s is not stricter.".formatted(before, terms));
    }
  }

  private void decide(PackageStatus next, Verdict verdict, Instant now) {
    become(next);
    note(verdict, now);
  }

  private void note(Verdict verdict, Instant now) {
    decidedBy = verdict.by().name();
    decidedAt = now;
    reason = verdict.reason();
    changeReference = verdict.changeReference();
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
            "The package is %s and cannot become %s; it can become %s."
                .formatted(status, next, status.successors()))
        .with("status", status)
        .with("allowed", status.successors());
  }

  /**
   * Half of an approval.
   *
   * @param principal the approver's subject
   * @param by the approver's e-mail
   */
  @Embeddable
  record FirstApproval(
      @Column(name = "first_approver") String principal,
      @Column(name = "first_approved_by") String by,
      @Column(name = "first_approved_at") Instant at) {}
}
