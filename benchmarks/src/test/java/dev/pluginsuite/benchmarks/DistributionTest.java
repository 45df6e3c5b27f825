package dev.pluginsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void a_percentile_is_a_measured_value_that_so_many_do_not_exceed() {
    var hundred =
        new Distribution(IntStream.rangeClosed(1, 100).mapToObj(it -> 101.0 - it).toList());

    assertThat(hundred.percentile(1)).isEqualTo(1);
    assertThat(hundred.median()).isEqualTo(50);
    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.percentile(100)).isEqualTo(100);
  }

  @Test
  void of_few_values_the_high_percentiles_are_the_greatest() {
    var five = new Distribution(List.of(3.0, 1.0, 2.0, 5.0, 4.0));

    assertThat(five.median()).isEqualTo(3);
    assertThat(five.percentile(99)).isEqualTo(5);
    assertThat(five.min()).isEqualTo(1);
    assertThat(five.max()).isEqualTo(5);
    assertThat(five.count()).isEqualTo(5);
  }

  @Test
  void nothing_has_no_percentiles() {
    assertThatThrownBy(() -> new Distribution(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
