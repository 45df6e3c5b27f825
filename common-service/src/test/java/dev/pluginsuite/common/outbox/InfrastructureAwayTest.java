package dev.pluginsuite.common.outbox;

import static dev.pluginsuite.common.app.Calls.call;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Faults;
import dev.pluginsuite.common.app.NoteService;
import dev.pluginsuite.common.testing.TestKafka;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The relay without its database or without Kafka. */
@AppTest
@SuppressWarnings("NullAway.Init")
class InfrastructureAwayTest {
  @Faults Consumer<String> faults;
  @Inject NoteService notes;
  @Inject Publication publication;

  @Test
  void without_kafka_rows_stay_and_decisions_are_answered() {
    try (var bench = new RelayBench()) {
      var topic = bench.topic();
      faults.accept("stop KAFKA");
      var id = call(() -> notes.write("patient"));
      bench.appendNumbers(topic, "a", 1, 3);
      var replica = bench.start();
      try {
        call(() -> publication.of(id));
        await().atMost(60, SECONDS).until(() -> replica.gauge("outbox.pending") == 3);
        assertThat(replica.gauge("outbox.oldest.age")).isPositive();
      } finally {
        faults.accept("start KAFKA");
      }

      bench.awaitAllSent();

      assertThat(RelayBench.sent(topic, "a")).isEqualTo(List.of("1", "2", "3"));
      await()
          .atMost(90, SECONDS)
          .until(() -> TestKafka.said(Topic.PACKAGES.topicName(), id).size() == 1);
    }
  }

  @Test
  void after_a_restart_of_the_database_the_relay_leads_again() {
    try (var bench = new RelayBench()) {
      var topic = bench.topic();
      bench.start().awaitLead();

      faults.accept("restart POSTGRES");

      bench.reconnect();
      bench.appendNumbers(topic, "a", 1, 3);
      bench.awaitAllSent();
      assertThat(RelayBench.sent(topic, "a")).isEqualTo(List.of("1", "2", "3"));
    }
  }
}
