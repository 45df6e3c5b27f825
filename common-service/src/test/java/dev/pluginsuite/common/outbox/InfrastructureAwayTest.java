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
import io.micrometer.core.instrument.MeterRegistry;
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
  @Inject MeterRegistry metrics;

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
        await().atMost(60, SECONDS).until(() -> reachable("kafka") == 0);
        assertThat(reachable("database")).isEqualTo(1);
      } finally {
        faults.accept("start KAFKA");
      }

      bench.awaitAllSent();

      assertThat(RelayBench.sent(topic, "a")).isEqualTo(List.of("1", "2", "3"));
      await().atMost(60, SECONDS).until(() -> reachable("kafka") == 1);
      await()
          .atMost(90, SECONDS)
          .until(() -> TestKafka.said(Topic.PACKAGES.topicName(), id).size() == 1);
    }
  }

  private double reachable(String dependency) {
    return metrics.get("dependency.reachable").tag("dependency", dependency).gauge().value();
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
