package dev.pluginsuite.registry.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Backoff REST =
      new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(15), () -> 0.5);

  private static Turn turn() {
    var turn = new Turn();
    turn.restUntil = NOON;
    return turn;
  }

  private static Turn failed(int times) {
    var turn = turn();
    for (var i = 0; i < times; i++) {
      turn.failed(REST, null, 7, NOON.plusSeconds(i));
    }
    return turn;
  }

  @ParameterizedTest
  @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "8, PT15M", "1000000, PT15M"})
  void each_failure_doubles_the_wait_up_to_a_limit(int failures, Duration expected) {
    assertThat(REST.after(failures)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, PT8S", "0.5, PT10S", "1, PT12S"})
  void what_failed_together_does_not_come_back_together(double random, Duration expected) {
    var backoff = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1), () -> random);

    assertThat(backoff.after(1)).isEqualTo(expected);
  }

  @Test
  void one_bad_notice_is_no_outage() {
    assertThat(failed(2).restUntil).isEqualTo(NOON);
  }

  @Test
  void a_receiver_that_fails_again_and_again_is_left_alone_ever_longer() {
    assertThat(failed(3).restUntil).isEqualTo(NOON.plusSeconds(2 + 10));
    assertThat(failed(5).restUntil).isEqualTo(NOON.plusSeconds(4 + 40));
  }

  @Test
  void what_a_receiver_asks_for_counts_from_the_first_time() {
    var turn = turn();

    turn.failed(REST, Duration.ofMinutes(2), 7, NOON);

    assertThat(turn.restUntil).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void after_an_outage_all_that_waits_is_due() {
    var turn = failed(3);

    var isBack = turn.succeeded(NOON.plusSeconds(60));

    assertThat(isBack).isTrue();
    assertThat(turn.restUntil).isEqualTo(NOON.plusSeconds(60));
    assertThat(turn.failures).isZero();
    assertThat(failed(2).succeeded(NOON)).isFalse();
  }

  @Test
  void only_an_outage_that_lasts_pauses() {
    var day = Duration.ofHours(24);

    assertThat(failed(3).isFailingFor(day, NOON.plus(day))).isTrue();
    assertThat(failed(3).isFailingFor(day, NOON.plus(day).minusSeconds(1))).isFalse();
    assertThat(failed(2).isFailingFor(day, NOON.plus(day))).isFalse();
    var back = failed(9);
    back.succeeded(NOON.plusSeconds(10));
    assertThat(back.isFailingFor(day, NOON.plus(day))).isFalse();
  }

  @Test
  void what_its_owner_has_changed_begins_anew() {
    var turn = failed(9);
    var later = NOON.plus(Duration.ofDays(3));

    turn.failed(REST, null, 8, later);

    assertThat(turn.failures).isEqualTo(1);
    assertThat(turn.isFailingFor(Duration.ofHours(24), later)).isFalse();
  }
}
