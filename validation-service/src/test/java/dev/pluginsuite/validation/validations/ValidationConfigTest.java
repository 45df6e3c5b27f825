package dev.pluginsuite.validation.validations;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationConfigTest {
  private final ValidationConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(ValidationConfig.class)
          .build()
          .getConfigMapping(ValidationConfig.class);

  @Test
  void pauses_double_up_to_the_longest() {
    var pauses = IntStream.of(1, 2, 3, 6, 7, 100).mapToObj(config::pauseAfter).toList();

    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 32L, 60L, 60L);
  }

  @Test
  void a_registry_may_be_away_for_ten_minutes() {
    var patience =
        IntStream.range(1, config.attempts())
            .mapToObj(config::pauseAfter)
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(patience).isGreaterThan(Duration.ofMinutes(10));
  }
}
