package dev.pluginsuite.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.outbox.OutboxTable.Lane;
import dev.pluginsuite.common.outbox.OutboxTable.Row;
import dev.pluginsuite.common.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Lane LANE = new Lane("topic", "a");

  private final Lanes lanes = new Lanes();

  @Test
  void a_held_lane_holds_its_own_rows_alone() {
    lanes.hold(LANE);

    assertThat(lanes.free(List.of(row("a"), row("b")))).extracting(Row::key).containsExactly("b");
  }

  @Test
  void within_a_batch_no_row_overtakes_the_one_that_failed_however_long_it_takes() {
    var until = lanes.hold(LANE);

    await().until(() -> Instant.now().isAfter(until));

    assertThat(lanes.free(List.of(row("a")))).isEmpty();
  }

  @Test
  void for_the_next_batch_a_lane_whose_time_has_come_is_free() {
    var until = lanes.hold(LANE);
    await().until(() -> Instant.now().isAfter(until));

    var waiting = lanes.waiting();

    assertThat(waiting).isEmpty();
    assertThat(lanes.free(List.of(row("a")))).hasSize(1);
  }

  @Test
  void each_failure_doubles_the_wait_until_something_was_sent() {
    lanes.hold(LANE);
    lanes.hold(LANE);
    var before = Instant.now();
    var third = lanes.hold(LANE);
    lanes.sent(List.of(row("a")));

    var first = lanes.hold(LANE);

    assertThat(third).isAfterOrEqualTo(before.plus(Backoff.after(3)));
    assertThat(first).isBefore(Instant.now().plus(Backoff.after(2)));
  }

  @Test
  void the_wait_has_a_limit() {
    assertThat(Backoff.after(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(Backoff.after(1000)).isEqualTo(Duration.ofSeconds(10));
  }

  private static Row row(String key) {
    return new Row(
        1,
        UUID.randomUUID(),
        "topic",
        key,
        "tested",
        "",
        Instant.EPOCH,
        new TraceContext(null, null));
  }
}
