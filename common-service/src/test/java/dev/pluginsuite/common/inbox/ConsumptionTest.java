package dev.pluginsuite.common.inbox;

import static dev.pluginsuite.common.app.ReportTopic.awaitKnown;
import static dev.pluginsuite.common.app.ReportTopic.known;
import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.app.ReportTopic.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.ReportTopic;
import dev.pluginsuite.common.app.Reports;
import dev.pluginsuite.common.testing.TestKafka;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class ConsumptionTest {
  @Inject KafkaClientService kafka;
  @Inject Reports reports;

  @Test
  void duplicates_and_older_revisions_change_nothing() {
    var key = newKey();
    say(key, 2, "PASSED");
    say(key, 2, "PASSED");
    say(key, 1, "RUNNING");

    say(key, 3, "FAILED");

    awaitKnown(key, "3 FAILED 2");
  }

  @Test
  void what_a_newer_producer_says_more_is_no_obstacle() {
    var key = newKey();

    TestKafka.send(
        ReportTopic.NAME,
        key,
        """
        {"eventId":"%s","type":"of tomorrow","revision":1,"at":"2030-01-01T00:00:00Z","mood":"new",
        "state":{"packageId":"%s","state":"PASSED","colour":"blue"}}"""
            .formatted(key, key));

    awaitKnown(key, "1 PASSED 1");
  }

  @Test
  void what_cannot_be_read_goes_to_the_dead_letters_and_the_rest_goes_on() {
    var key = newKey();

    TestKafka.send(ReportTopic.NAME, key, "{no json");
    say(key, 1, "PASSED");

    awaitKnown(key, "1 PASSED 1");
    var letter = ReportTopic.deadLetters(key);
    assertThat(letter).hasSize(1);
    assertThat(letter.get(0).value()).isEqualTo("{no json");
    assertThat(new String(letter.get(0).headers().lastHeader("dead-letter-reason").value(), UTF_8))
        .contains("double-quote");
  }

  @Test
  void a_bug_costs_its_own_record_alone() {
    var key = newKey();

    say(key, 1, "BUG");
    say(key, 2, "PASSED");

    awaitKnown(key, "2 PASSED 1");
    assertThat(ReportTopic.deadLetters(key)).hasSize(1);
  }

  @Test
  void what_went_to_the_dead_letters_counts_as_consumed() {
    var key = newKey();

    TestKafka.send(ReportTopic.NAME, key, "{no json");

    ReportTopic.awaitProgress();
    await().atMost(60, SECONDS).until(() -> ReportTopic.deadLetters(key).size() == 1);
  }

  @Test
  void a_deleted_subject_is_passed_over() {
    var key = newKey();

    TestKafka.delete(ReportTopic.NAME, key);
    say(key, 1, "PASSED");

    awaitKnown(key, "1 PASSED 1");
    assertThat(ReportTopic.deadLetters(key)).isEmpty();
  }

  @Test
  void the_whole_topic_heard_again_leaves_every_table_as_it_was() {
    var key = newKey();
    say(key, 1, "RUNNING");
    say(key, 2, "PASSED");
    awaitKnown(key, "2 PASSED 2");
    ReportTopic.awaitProgress();
    var before = tables();
    var place = ReportTopic.place(key);

    Consumer<org.apache.kafka.clients.consumer.Consumer<String, String>> rewind =
        it -> it.seekToBeginning(it.assignment());
    kafka
        .<String, String>getConsumer("reports")
        .runOnPollingThread(rewind)
        .await()
        .atMost(Duration.ofSeconds(30));

    await()
        .atMost(90, SECONDS)
        .until(() -> reports.seen().stream().filter(place::equals).count() == 2);
    ReportTopic.awaitProgress();
    assertThat(tables()).isEqualTo(before);
    assertThat(known(key)).isEqualTo("2 PASSED 2");
  }

  private static List<List<String>> tables() {
    try (var database = Database.replica()) {
      return List.of(
          database.rows("select * from known_reports order by package_id"),
          database.rows("select * from consumed_offset order by topic, partition"),
          database.rows("select * from inbox_command order by consumer, command_id"),
          database.rows("select * from notes order by id"));
    }
  }
}
