package dev.pluginsuite.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.testing.TestKafka;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class OutboxRelayTest {
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");
  private static final int EACH = 400;

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
  void order_per_key_is_kept_over_many_rows_of_several_writers() throws Exception {
    var topic = bench.topic();
    bench.start();

    writeFromSeveralSides(topic, () -> {});

    bench.awaitAllSent();
    assertThat(sent(topic)).isEqualTo(everyKeyInOrder());
  }

  @Test
  void a_leader_that_rests_is_woken_by_a_commit_and_stops_when_told() {
    var topic = bench.topic();
    var replica = bench.start(Duration.ofHours(1));
    replica.awaitLead();

    bench.append(topic, "a", "1");

    bench.awaitAllSent();
    // Counted once the rows are gone.
    await().until(() -> replica.sent() == 1);
    replica.relay().close();
    assertThat(replica.leads()).isFalse();
  }

  @Test
  void a_leader_at_rest_stops_at_once() {
    var replica = bench.start(Duration.ofHours(1));
    replica.awaitLead();
    var before = System.nanoTime();

    replica.relay().close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(replica.leads()).isFalse();
  }

  @Test
  void an_error_does_not_end_the_relay() {
    var topic = bench.topic();
    var replica = bench.start(Duration.ofMillis(50), failingOnce());

    bench.append(topic, "a", "1");

    bench.awaitAllSent();
    assertThat(replica.gauge("outbox.relay.leader")).isEqualTo(1);
  }

  /** A producer's configuration that cannot be read at first. */
  private static Map<String, Object> failingOnce() {
    var failed = new AtomicBoolean();
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        if (failed.compareAndSet(false, true)) {
          throw new NoClassDefFoundError("for once");
        }
        return TestKafka.config().entrySet();
      }
    };
  }

  @Test
  void who_stands_by_is_told_when_the_leader_stops() {
    var first = bench.start(Duration.ofHours(1));
    first.awaitLead();
    var second = bench.start(Duration.ofHours(1));
    RelayBench.awaitStandby();

    first.relay().close();

    second.awaitLead();
  }

  @Test
  void only_one_of_two_leads_and_the_other_takes_over_when_it_stops() {
    var topic = bench.topic();
    var first = bench.start();
    first.awaitLead();
    var second = bench.start();
    bench.appendNumbers(topic, "a", 1, 10);
    bench.awaitAllSent();
    assertThat(second.leads()).isFalse();

    first.relay().close();

    second.awaitLead();
    bench.appendNumbers(topic, "a", 11, 20);
    bench.awaitAllSent();
    assertThat(first.leads()).isFalse();
    assertThat(RelayBench.sent(topic, "a")).isEqualTo(numbers(20));
  }

  @Test
  void a_leader_that_loses_its_session_at_rest_doubles_nothing() {
    var topic = bench.topic();
    bench.start().awaitLead();
    bench.start();
    bench.appendNumbers(topic, "a", 1, 10);
    bench.awaitAllSent();

    RelayBench.endSessions();

    bench.appendNumbers(topic, "a", 11, 20);
    bench.awaitAllSent();
    assertThat(RelayBench.sent(topic, "a")).isEqualTo(numbers(20));
  }

  @Test
  void leaders_that_lose_their_sessions_at_work_lose_nothing_and_keep_the_order() throws Exception {
    var topic = bench.topic();
    bench.start().awaitLead();
    bench.start();

    writeFromSeveralSides(topic, RelayBench::endSessions);

    bench.awaitAllSent();
    var sent = sent(topic);
    sent.replaceAll((key, values) -> values.stream().distinct().toList());
    assertThat(sent).isEqualTo(everyKeyInOrder());
  }

  /** Each writer has keys of its own, as each subject has one writer at a time. */
  private void writeFromSeveralSides(String topic, Runnable disturbance) throws Exception {
    var threads = Executors.newFixedThreadPool(KEYS.size());
    try {
      var writers = new ArrayList<Future<?>>();
      KEYS.forEach(key -> writers.add(threads.submit(() -> write(topic, key))));
      disturbance.run();
      writers.get(0).get();
      disturbance.run();
      awaitAll(writers);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void awaitAll(List<Future<?>> writers)
      throws InterruptedException, ExecutionException {
    for (var writer : writers) {
      writer.get();
    }
  }

  /** Ten rows a transaction: identity values of different keys are committed out of order. */
  private static void write(String topic, String key) {
    try (var database = Database.deployment()) {
      for (int from = 1; from < EACH; from += 10) {
        database.begin();
        for (int n = from; n < from + 10; n++) {
          database.execute(RelayBench.APPEND, topic, key, String.valueOf(n));
        }
        database.commit();
      }
    }
  }

  private static Map<String, List<String>> sent(String topic) {
    var sent = new HashMap<String, List<String>>();
    TestKafka.records(topic)
        .forEach(it -> sent.computeIfAbsent(it.key(), key -> new ArrayList<>()).add(it.value()));
    return sent;
  }

  private static Map<String, List<String>> everyKeyInOrder() {
    var all = new HashMap<String, List<String>>();
    KEYS.forEach(key -> all.put(key, numbers(EACH)));
    return all;
  }

  private static List<String> numbers(int to) {
    return IntStream.rangeClosed(1, to).mapToObj(String::valueOf).toList();
  }
}
