package dev.pluginsuite.registry.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.common.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationTermsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "NOTIFY, , NOTIFY, , false",
    "NOTIFY, , DEADLINE, 2, true",
    "NOTIFY, , FORCE, , true",
    "DEADLINE, 2, NOTIFY, , false",
    "DEADLINE, 2, DEADLINE, 2, false",
    "DEADLINE, 2, DEADLINE, 3, false",
    "DEADLINE, 2, DEADLINE, 1, true",
    "DEADLINE, 2, FORCE, , true",
    "FORCE, , NOTIFY, , false",
    "FORCE, , DEADLINE, 1, false",
    "FORCE, , FORCE, , false",
  })
  void strict_is_what_takes_more_or_takes_it_sooner(
      RevocationMode before,
      @Nullable Integer beforeDays,
      RevocationMode after,
      @Nullable Integer afterDays,
      boolean stricter) {
    assertThat(terms(after, afterDays).isStricterThan(terms(before, beforeDays)))
        .isEqualTo(stricter);
  }

  @Test
  void a_deadline_lies_in_the_next_ninety_days() {
    assertThatThrownBy(() -> terms(RevocationMode.DEADLINE, 0).requireTimely(NOON))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> terms(RevocationMode.DEADLINE, 91).requireTimely(NOON))
        .isInstanceOf(Problem.class);
    assertThatCode(() -> terms(RevocationMode.DEADLINE, 90).requireTimely(NOON))
        .doesNotThrowAnyException();
    assertThatCode(() -> RevocationTerms.AT_ONCE.requireTimely(NOON)).doesNotThrowAnyException();
  }

  private static RevocationTerms terms(RevocationMode mode, @Nullable Integer days) {
    return new RevocationTerms(mode, days == null ? null : NOON.plus(Duration.ofDays(days)));
  }
}
