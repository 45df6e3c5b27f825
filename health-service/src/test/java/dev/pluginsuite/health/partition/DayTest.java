package dev.pluginsuite.health.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.health.partition.PartitionTable.State;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayTest {
  private final Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private final Day today = Day.of(now);

  @Test
  void there_is_place_until_the_first_day_without_one() {
    var days =
        Map.of(
            today,
            State.ATTACHED,
            today.next(),
            State.ATTACHED,
            today.next().next(),
            State.APART,
            today.next().next().next(),
            State.ATTACHED);

    assertThat(Day.placesUntil(days, now)).isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
  }

  @Test
  void without_a_place_for_today_there_is_none() {
    assertThat(Day.placesUntil(Map.of(today.next(), State.ATTACHED), now)).isEqualTo(Instant.EPOCH);
  }
}
