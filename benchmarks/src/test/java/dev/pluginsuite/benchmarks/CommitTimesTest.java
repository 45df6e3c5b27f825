package dev.pluginsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommitTimesTest {
  @Test
  void the_rate_is_that_of_the_gaps_between_the_first_and_the_last() {
    assertThat(CommitTimes.perSecond(List.of(10.0, 10.5, 11.5, 11.0, 12.0))).isEqualTo(2);
  }
}
