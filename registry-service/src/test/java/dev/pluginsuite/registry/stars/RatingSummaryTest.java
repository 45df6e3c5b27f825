package dev.pluginsuite.registry.stars;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatingSummaryTest {
  private static final RatingConfig CONFIG =
      new RatingConfig() {
        @Override
        public double expected() {
          return 3;
        }

        @Override
        public int weight() {
          return 5;
        }
      };

  private static RatingSummary of(long one, long two, long three, long four, long five) {
    return RatingSummary.of(List.of(one, two, three, four, five), CONFIG);
  }

  @Test
  void without_ratings_there_is_no_mean_and_what_was_expected() {
    var none = of(0, 0, 0, 0, 0);

    assertThat(none.count()).isZero();
    assertThat(none.mean()).isNull();
    assertThat(none.smoothed()).isEqualTo(3);
  }

  @Test
  void one_best_rating_does_not_beat_many_good_ones() {
    var one = of(0, 0, 0, 0, 1);
    var many = of(0, 0, 2, 10, 40);

    assertThat(one.mean()).isEqualTo(5);
    assertThat(one.smoothed()).isLessThan(many.smoothed());
    assertThat(many.histogram()).containsEntry(4, 10L).containsEntry(1, 0L);
  }

  @Test
  void with_many_ratings_what_was_expected_hardly_counts() {
    assertThat(of(0, 0, 0, 0, 5_000).smoothed()).isEqualTo(5);
  }
}
