package dev.pluginsuite.registry.ratings;

import dev.pluginsuite.common.time.Ids;
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
import org.jspecify.annotations.Nullable;

/** One reviewer's rating of one package. Counts while it is approved. */
@Entity
@Table(name = "plugin_reviews")
class PluginReview {
  @Id UUID id = Ids.next();

  @Column(name = "package_id")
  UUID packageId;

  /** The token's subject: e-mail addresses change hands. */
  String reviewer;

  @Column(name = "reviewer_id")
  String reviewerId;

  @Column(name = "site_id")
  String siteId;

  int rating;
  String comment;

  @Enumerated(EnumType.STRING)
  RatingStatus status = RatingStatus.PENDING;

  @Column(name = "written_at")
  Instant writtenAt;

  @Column(name = "decided_by")
  @Nullable String decidedBy;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  @Nullable String reason;
  long revision = 1;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected PluginReview() {}

  PluginReview(UUID packageId, Opinion opinion, Instant now) {
    this.packageId = packageId;
    this.reviewer = opinion.reviewer();
    this.reviewerId = opinion.reviewerId();
    this.siteId = opinion.siteId();
    this.rating = opinion.rating();
    this.comment = opinion.comment();
    this.writtenAt = now;
  }

  boolean says(Opinion opinion) {
    return rating == opinion.rating()
        && comment.equals(opinion.comment())
        && siteId.equals(opinion.siteId());
  }

  /** What was approved was another text: it has to be looked at again. */
  void rewrite(Opinion opinion, Instant now) {
    reviewerId = opinion.reviewerId();
    siteId = opinion.siteId();
    rating = opinion.rating();
    comment = opinion.comment();
    writtenAt = now;
    status = RatingStatus.PENDING;
    decidedBy = null;
    decidedAt = null;
    reason = null;
    revision++;
  }

  void approve(String by, @Nullable String why, Instant now) {
    decide(RatingStatus.APPROVED, by, why, now);
  }

  void reject(String by, String why, Instant now) {
    decide(RatingStatus.REJECTED, by, why, now);
  }

  private void decide(RatingStatus next, String by, @Nullable String why, Instant now) {
    if (!status.canBecome(next)) {
      throw RegistryProblem.ILLEGAL_TRANSITION
          .because(
              "The review is %s and cannot become %s; it can become %s."
                  .formatted(status, next, status.successors()))
          .with("status", status)
          .with("allowed", status.successors());
    }
    status = next;
    decidedBy = by;
    decidedAt = now;
    reason = why;
    revision++;
  }

  /**
   * What somebody thinks.
   *
   * @param reviewer the token's subject
   * @param reviewerId the token's e-mail
   */
  record Opinion(String reviewer, String reviewerId, String siteId, int rating, String comment) {}
}
