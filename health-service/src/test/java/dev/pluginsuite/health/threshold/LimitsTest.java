package dev.pluginsuite.health.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Limits LIMITS =
      new Limits(5.0, 10.0, 5.0, 10.0, 5000.0, 10000.0, 2048.0, null, 80.0, null);

  @Test
  void limits_that_contradict_each_other_are_named() {
    var wrong = new Limits(11.0, null, -1.0, null, null, null, Double.NaN, null, null, null);

    assertThat(wrong.errors(LIMITS))
        .extracting(it -> it.field())
        .containsExactly("errorRateDegraded", "errorsDegraded", "memoryDegraded");
  }
}
