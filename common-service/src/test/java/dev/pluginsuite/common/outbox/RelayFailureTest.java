package dev.pluginsuite.common.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.app.AppTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be sent, and what that does to the rest. */
@AppTest
@SuppressWarnings("NullAway.Init")
class RelayFailureTest {
  private static final String TOO_LARGE = "x".repeat(1_100_000);

  private RelayBench bench;

  @BeforeEach
  void open() {
    bench = new RelayBench();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void what_is_too_large_is_parked_and_its_lane_and_the_others_go_on() {
    var topic = bench.topic();
    bench.append(topic, "other", "before");
    bench.append(topic, "lane", "before");
    bench.append(topic, "lane", TOO_LARGE);
    bench.append(topic, "lane", "after");
    bench.append(topic, "other", "after");

    var replica = bench.start();

    bench.awaitAllSent();
    assertThat(RelayBench.sent(topic, "lane")).containsExactly("before", "after");
    assertThat(RelayBench.sent(topic, "other")).containsExactly("before", "after");
    assertThat(bench.database.one("select length(payload), key from outbox_event"))
        .isEqualTo(TOO_LARGE.length() + " lane");
    assertThat(bench.database.one("select parked_because from outbox_event")).contains("larger");
    await().atMost(60, SECONDS).until(() -> replica.gauge("outbox.parked") == 1);
  }

  @Test
  void what_the_broker_alone_finds_too_large_is_parked_too() {
    var topic = bench.topicForShortRecords();
    bench.append(topic, "other", "before");
    bench.append(topic, "lane", incompressible());
    bench.append(topic, "lane", "after");
    bench.append(topic, "other", "after");

    bench.start();

    bench.awaitAllSent();
    assertThat(RelayBench.sent(topic, "lane")).containsExactly("after");
    assertThat(RelayBench.sent(topic, "other")).containsExactly("before", "after");
    assertThat(bench.database.rows("select key from outbox_event")).containsExactly("lane");
  }

  @Test
  void lanes_without_a_topic_wait_for_it_while_others_go_on() {
    var topic = bench.topic();
    var missing = Stream.generate(() -> "late-" + UUID.randomUUID()).limit(5).toList();
    missing.forEach(it -> bench.appendNumbers(it, "lane", 1, 3));
    bench.start();
    bench.appendNumbers(topic, "other", 1, 3);
    awaitSent(topic, "other");
    await()
        .until(
            () -> bench.database.one("select count(*) from outbox_event where parked_at is null"),
            "15"::equals);

    missing.forEach(bench::create);

    bench.awaitAllSent();
    missing.forEach(
        it -> assertThat(RelayBench.sent(it, "lane")).isEqualTo(List.of("1", "2", "3")));
  }

  @Test
  void a_crash_between_commit_and_delete_repeats_and_never_loses() {
    var topic = bench.topic();
    bench.endSessionAtFirstDelete();
    bench.appendNumbers(topic, "a", 1, 10);

    bench.start();

    bench.awaitAllSent();
    var sent = RelayBench.sent(topic, "a");
    assertThat(sent).hasSize(20);
    assertThat(sent.subList(0, 10)).isEqualTo(sent.subList(10, 20));
  }

  @Test
  void a_batch_is_bounded_in_bytes() throws Exception {
    var topic = bench.topic();
    var large = "x".repeat(900_000);
    for (int i = 0; i < 20; i++) {
      bench.append(topic, "a", large);
    }

    var batch = bench.firstBatch();

    assertThat(batch).hasSizeBetween(1, 10);
    bench.start();
    bench.awaitAllSent();
    assertThat(RelayBench.sent(topic, "a")).hasSize(20);
  }

  private static String incompressible() {
    return Stream.generate(UUID::randomUUID).limit(500).map(UUID::toString).collect(joining());
  }

  private void awaitSent(String topic, String key) {
    await()
        .atMost(60, SECONDS)
        .until(() -> RelayBench.sent(topic, key), it -> it.equals(List.of("1", "2", "3")));
  }
}
