package dev.pluginsuite.common.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.app.Reports.Report;
import dev.pluginsuite.common.testing.TestKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic that the application hears, seen from the service that says it. */
public final class ReportTopic {
  public static final String NAME = Topic.REPORTS.topicName();

  private ReportTopic() {}

  public static String newKey() {
    return UUID.randomUUID().toString();
  }

  public static void say(String key, long revision, String state) {
    TestKafka.say(NAME, key, revision, new Report(key, state));
  }

  /** As a relay says it: the mark of the transaction takes an offset behind the record. */
  public static void sayInTransaction(String key, String value) {
    var config = new HashMap<>(TestKafka.config());
    config.put("transactional.id", "report-topic-" + UUID.randomUUID());
    try (var kafka = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      kafka.initTransactions();
      kafka.beginTransaction();
      var sent = kafka.send(new ProducerRecord<>(NAME, key, value));
      kafka.commitTransaction();
      assertThat(sent).isDone();
    }
  }

  /** Of the last record with this key. */
  public static String place(String key) {
    var records = TestKafka.records(NAME).stream().filter(it -> key.equals(it.key())).toList();
    var last = records.get(records.size() - 1);
    return last.partition() + "@" + last.offset();
  }

  public static List<ConsumerRecord<String, String>> deadLetters(String key) {
    return TestKafka.records(Topic.REPORTS.deadLetterTopicName()).stream()
        .filter(it -> key.equals(it.key()))
        .toList();
  }

  /** Revision, state and number of changes. */
  public static String known(String key) {
    try (var database = Database.replica()) {
      return database.one(
          "select revision, state, changes from known_reports where package_id = ?", key);
    }
  }

  public static void awaitKnown(String key, String row) {
    await().atMost(90, SECONDS).until(() -> known(key), row::equals);
  }

  /** Until the service has recorded that it is through with all there is. */
  public static void awaitProgress() {
    var ends = new HashMap<Integer, Long>();
    TestKafka.records(NAME).forEach(it -> ends.put(it.partition(), it.offset()));
    await().atMost(90, SECONDS).until(() -> progress().equals(ends));
  }

  private static Map<Integer, Long> progress() {
    var progress = new HashMap<Integer, Long>();
    try (var database = Database.replica()) {
      database
          .rows("select partition, consumed from consumed_offset where topic = ?", NAME)
          .forEach(
              it -> {
                var words = it.split(" ", 2);
                progress.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
              });
    }
    return progress;
  }
}
