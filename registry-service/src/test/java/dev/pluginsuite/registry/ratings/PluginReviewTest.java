package dev.pluginsuite.registry.ratings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.registry.ratings.PluginReview.Opinion;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PluginReviewTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  private static PluginReview review(RatingStatus status) {
    var review = new PluginReview(UUID.randomUUID(), opinion(3), NOW);
    review.status = status;
    return review;
  }

  private static Opinion opinion(int rating) {
    return new Opinion("sub-anna", "anna@example.com", "site-1", rating, "fine");
  }

  @ParameterizedTest
  @EnumSource
  void is_decided_differently_or_not_at_all(RatingStatus from) {
    for (var to : new RatingStatus[] {RatingStatus.APPROVED, RatingStatus.REJECTED}) {
      var review = review(from);
      if (from == to) {
        assertThatThrownBy(() -> decide(review, to)).isInstanceOf(Problem.class);
        assertThat(review.revision).isEqualTo(1);
      } else {
        decide(review, to);
        assertThat(review.status).isEqualTo(to);
        assertThat(review.revision).isEqualTo(2);
      }
    }
  }

  private static void decide(PluginReview review, RatingStatus to) {
    if (to == RatingStatus.APPROVED) {
      review.approve("it@example.com", null, NOW);
    } else {
      review.reject("it@example.com", "no", NOW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rewritten_waits_for_a_decision(RatingStatus from) {
    var review = review(from);

    review.rewrite(opinion(5), NOW);

    assertThat(review.status).isEqualTo(RatingStatus.PENDING);
    assertThat(review.decidedBy).isNull();
    assertThat(review.rating).isEqualTo(5);
    assertThat(review.revision).isEqualTo(2);
  }

  @Test
  void says_the_same_only_if_all_of_it_is() {
    assertThat(review(RatingStatus.APPROVED).says(opinion(3))).isTrue();
    assertThat(review(RatingStatus.APPROVED).says(opinion(4))).isFalse();
  }
}
