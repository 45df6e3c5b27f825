package dev.pluginsuite.agent.desired;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.installation.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a real Kafka, as the site's own principal. */
class DesiredStateConsumerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final String siteId = "site-" + UUID.randomUUID();
  private final SiteTopic topic = new SiteTopic(siteId);
  private final List<Long> heard = new CopyOnWriteArrayList<>();
  private final Thread consumer = new Thread(consumer(), "consumer");

  private DesiredStateConsumer consumer() {
    return new DesiredStateConsumer(
        topic.clientConfig(), topic.name(), siteId, it -> heard.add(it.siteGeneration()));
  }

  @AfterEach
  void close() throws InterruptedException {
    consumer.interrupt();
    consumer.join();
    topic.close();
  }

  private DesiredState generation(long generation) {
    return new DesiredState(siteId, generation, List.of());
  }

  private byte[] event(long generation) {
    return Json.write(
        new StateEvent<>(
            UUID.randomUUID(), "x", generation, Instant.EPOCH, generation(generation)));
  }

  private void assertHeard(Long... generations) {
    await().atMost(LONG).untilAsserted(() -> assertThat(heard).containsExactly(generations));
  }

  @Test
  void only_the_last_of_what_was_said_counts_and_then_each_change() {
    topic.open();
    for (var generation = 1; generation <= 5; generation++) {
      topic.publish(generation(generation));
    }

    consumer.start();

    assertHeard(5L);
    topic.publish(generation(6));
    assertHeard(5L, 6L);
  }

  @Test
  void what_was_never_committed_was_never_said() {
    topic.open();
    topic.publish(generation(1));
    topic.abort(event(2));

    consumer.start();

    assertHeard(1L);
    topic.abort(event(3));
    topic.publish(generation(4));
    assertHeard(1L, 4L);
  }

  @Test
  void what_cannot_be_read_is_passed_over() {
    topic.open();
    consumer.start();
    topic.publish(generation(1));
    assertHeard(1L);

    topic.publish("not json".getBytes(UTF_8));
    topic.publish((byte[]) null);
    topic.publish(generation(2));

    await().atMost(LONG).until(() -> heard.contains(2L));
    assertThat(heard).doesNotContain(0L);
  }

  @Test
  void a_site_that_is_not_let_in_yet_keeps_asking() {
    topic.publish(generation(1));
    consumer.start();
    await().during(Duration.ofSeconds(2)).until(heard::isEmpty);

    topic.open();

    assertHeard(1L);
  }

  @Test
  void a_kafka_that_was_killed_is_followed_again() {
    topic.open();
    consumer.start();
    topic.publish(generation(1));
    assertHeard(1L);

    SiteTopic.infrastructure().kill(KAFKA);
    SiteTopic.infrastructure().start(KAFKA);
    topic.publish(generation(2));

    await().atMost(LONG).until(() -> heard.get(heard.size() - 1) == 2L);
  }

  @Test
  void it_stops_when_it_is_told() throws InterruptedException {
    topic.open();
    consumer.start();
    topic.publish(generation(1));
    assertHeard(1L);

    consumer.interrupt();
    consumer.join(10_000);

    assertThat(consumer.isAlive()).isFalse();
  }
}
