package dev.pluginsuite.health.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Kept kept = Kept.at(Instant.parse("2026-03-31T12:00:00Z"), MONTH, WEEK);

  @Test
  void every_day_a_sample_may_come_for_has_a_place_and_a_week_ahead() {
    assertThat(kept.days())
        .hasSize(38)
        .startsWith(day("2026-03-01T12:00:00Z"))
        .endsWith(day("2026-04-07T00:00:00Z"));
  }

  @Test
  void a_day_goes_when_no_sample_of_it_can_come() {
    assertThat(kept.isOver(day("2026-02-28T23:59:59Z"))).isTrue();
    assertThat(kept.isOver(day("2026-03-01T00:00:00Z"))).isFalse();
  }

  @Test
  void a_replica_that_is_behind_still_finds_a_place() {
    var justPast = Kept.at(Instant.parse("2026-03-31T00:30:00Z"), MONTH, WEEK);

    assertThat(justPast.isOver(day("2026-02-28T23:45:00Z"))).isFalse();
  }

  @Test
  void a_day_is_known_by_the_name_of_its_table() {
    var day = day("2026-03-01T12:00:00Z");

    assertThat(day.table()).isEqualTo("plugin_health_logs_20260301");
    assertThat(Day.named(day.table())).isEqualTo(day);
    assertThat(day.end()).isEqualTo("2026-03-02T00:00:00Z");
  }

  private static Day day(String time) {
    return Day.of(Instant.parse(time));
  }
}
