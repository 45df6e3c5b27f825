package dev.pluginsuite.registry.ratings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as people see it.
 *
 * @param reviewerId the reviewer's e-mail
 * @param reason why it was rejected, or approved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PluginReviewView(
    UUID id,
    UUID packageId,
    int rating,
    String comment,
    String reviewerId,
    String siteId,
    RatingStatus status,
    @JsonProperty("isApproved") boolean isApproved,
    Instant writtenAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String reason) {
  static PluginReviewView of(PluginReview it) {
    return new PluginReviewView(
        it.id,
        it.packageId,
        it.rating,
        it.comment,
        it.reviewerId,
        it.siteId,
        it.status,
        it.status == RatingStatus.APPROVED,
        it.writtenAt,
        it.decidedBy,
        it.decidedAt,
        it.reason);
  }
}
