package dev.pluginsuite.health.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:03:00Z");

  @ParameterizedTest
  @CsvSource({
    "P1D, auto, PT5M, PT5M",
    "P1D, 1h, PT1H, PT1H",
    "P3DT10H, auto, PT5M, PT5M",
    "P4D, auto, PT1H, PT1H",
    "P30D, 5m, PT1H, PT1H",
    "P60D, auto, PT2H, PT1H",
    "P366D, auto, PT9H, PT1H"
  })
  void steps_are_as_fine_as_is_asked_for_and_fits(
      Duration range, String resolution, Duration step, Duration width) {
    var span = Span.of(NOW.minus(range).toString(), NOW.toString(), resolution, NOW);

    assertThat(span.step()).isEqualTo(step);
    assertThat(span.width()).isEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 299, 300, 301, 299_400, 299_401, 3_592_800, 3_592_801, 31_708_800})
  void there_are_never_too_many_and_they_cover_what_is_asked_for(long seconds) {
    var from = NOW.minusSeconds(seconds);

    var span = Span.of(from.toString(), NOW.toString(), null, NOW);

    assertThat(span.from()).isBeforeOrEqualTo(from);
    assertThat(span.to()).isAfterOrEqualTo(NOW);
    assertThat(Duration.between(span.from(), span.to()).dividedBy(span.step()))
        .isBetween(1L, (long) Span.MOST_POINTS);
    assertThat(span.stepOf(span.from())).isEqualTo(span.from());
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, 2026-01-01T00:00:00Z, auto",
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, auto",
    "2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z, auto",
    "2024-01-01T00:00:00Z, 2026-01-01T00:00:00Z, auto",
    "2026-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z, auto",
    "2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z, raw"
  })
  void what_makes_no_sense_is_refused(String from, String to, String resolution) {
    assertThatThrownBy(() -> Span.of(from, to, resolution, NOW)).isInstanceOf(Problem.class);
  }

  @Test
  void the_last_day_is_usual() {
    var span = Span.of(null, null, null, NOW);

    assertThat(span.from()).isEqualTo("2026-11-27T12:00:00Z");
    assertThat(span.to()).isEqualTo("2026-11-28T12:05:00Z");
  }
}
