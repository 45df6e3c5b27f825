package dev.pluginsuite.infra;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One of three brokers is lost with its disk: nobody notices, and all becomes whole again. */
@Timeout(value = 5, unit = MINUTES)
class LostBrokerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path RUNBOOK = Path.of("../runbooks/lost-broker.sh");
  private static final String TOPIC = Topic.SITES.topicName();

  @TempDir Path folder;

  @Test
  void what_is_said_meanwhile_is_heard_in_order_and_the_runbook_sees_it_become_whole()
      throws Exception {
    try (var infrastructure =
        Infrastructure.with(KAFKA)
            .kafkaBrokers(3)
            .state(folder)
            .progress(System.out::println)
            .start()) {
      var kafka = (EmbeddedKafka) infrastructure.kafka();
      try (var counting = Counting.begin(kafka.clientConfig(kafka.admin()), TOPIC)) {
        await().atMost(PATIENCE).until(() -> !counting.heard().isEmpty());
        int lost = leader(kafka);
        kafka.broker(lost).kill();
        Folders.delete(kafka.broker(lost).data());
        awaitMore(counting);

        // Another one may be thought lost for a moment on a busy machine.
        var looked =
            await()
                .atMost(PATIENCE)
                .until(
                    () -> Runbook.of(lostBroker(kafka, Duration.ZERO)),
                    it -> it.output().contains("0 are below the least in sync, 0 have no leader"));
        var waiting = lostBroker(kafka, PATIENCE);
        kafka.broker(lost).start();
        var waited = Runbook.of(waiting);

        assertThat(looked.code()).as(looked.output()).isOne();
        assertThat(looked.output())
            .contains(TOPIC + " 0 1 2 3 4 5 6 7 8 9 10 11\n", "__transaction_state 0 1 2 3\n")
            .contains("broker " + lost + ": ");
        assertThat(waited.code()).as(waited.output()).isZero();
        assertThat(waited.output()).contains("whole");
        awaitMore(counting);
        counting.end();
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(counting.heard()).isEqualTo(counting.said()));
        assertThat(counting.failures()).isEmpty();
      }
    }
    assertThatThrownBy(() -> Infrastructure.with(KAFKA).kafkaBrokers(1).state(folder).start())
        .hasMessageContaining("it has had 3");
  }

  private static int leader(Kafka kafka) throws Exception {
    try (var admin = Admin.create(Map.copyOf(kafka.clientConfig(kafka.admin())))) {
      var described = admin.describeTopics(List.of(TOPIC)).allTopicNames().get();
      return requireNonNull(described.get(TOPIC))
          .partitions()
          .get(Counting.PARTITION)
          .leader()
          .id();
    }
  }

  private static void awaitMore(Counting counting) {
    int before = counting.heard().size();
    await()
        .atMost(PATIENCE)
        .until(() -> counting.heard().size() > before + 20 || !counting.failures().isEmpty());
    assertThat(counting.failures()).isEmpty();
  }

  private record Runbook(int code, String output) {
    static Runbook of(Process process) throws IOException, InterruptedException {
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Runbook(process.waitFor(), output);
    }
  }

  /** As an operator runs it, who has Kafka's tools at hand. */
  private Process lostBroker(Kafka kafka, Duration patience)
      throws IOException, InterruptedException {
    var login = folder.resolve("administrator.properties");
    var lines = new TreeMap<>(kafka.clientConfig(kafka.admin()));
    Files.write(login, lines.entrySet().stream().map(Object::toString).toList());
    var tool =
        KafkaRuntime.cached(line -> {})
            .tool(
                "org.apache.kafka.tools.TopicCommand",
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--command-config",
                login.toString());
    var builder = new ProcessBuilder("bash", RUNBOOK.toString()).redirectErrorStream(true);
    builder.environment().put("KAFKA_TOPICS", String.join(" ", tool));
    builder.environment().put("SUITE_PATIENCE", String.valueOf(patience.toSeconds()));
    return builder.start();
  }
}
