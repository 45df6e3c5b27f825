package dev.pluginsuite.common.trace;

import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.problem.Requests.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.ReportTopic;
import dev.pluginsuite.common.app.Reports;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From a request to its record, and from a record to what comes of it. */
@AppTest
@SuppressWarnings("NullAway.Init")
class TraceFlowTest {
  private static final String STATE = "vendor=value";

  @Inject Reports reports;
  private final String trace = UUID.randomUUID().toString().replace("-", "");
  private final String traceparent = "00-%s-00f067aa0ba902b7-01".formatted(trace);

  @Test
  void what_a_request_says_is_said_in_its_trace() {
    var id = write(Map.of("traceparent", traceparent, "tracestate", STATE));

    var record = awaitRecord(id);

    assertThat(header(record, "traceparent"))
        .startsWith("00-" + trace)
        .doesNotContain("00f067aa0ba902b7");
    assertThat(header(record, "tracestate")).isEqualTo(STATE);
  }

  @Test
  void a_request_without_a_trace_begins_one() {
    var id = write(Map.of());

    assertThat(header(awaitRecord(id), "traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .doesNotContain(trace);
  }

  @Test
  void what_is_no_trace_begins_one_too() {
    var id = write(Map.of("traceparent", traceparent + "\"; drop"));

    assertThat(header(awaitRecord(id), "traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .doesNotContain(trace);
  }

  @Test
  void a_record_is_handled_in_the_trace_that_it_names() {
    var key = newKey();

    say(key, "PASSED", traceparent);

    await().atMost(60, SECONDS).until(() -> reports.causes(key).size() == 1);
    assertThat(reports.causes(key).get(0)).startsWith("00-" + trace);
  }

  @Test
  void a_record_that_names_none_begins_one() {
    var key = newKey();

    say(key, "PASSED", "00-nonsense");

    await().atMost(60, SECONDS).until(() -> reports.causes(key).size() == 1);
    assertThat(reports.causes(key).get(0)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
  }

  @Test
  void what_goes_wrong_with_a_record_is_logged_with_its_trace() {
    var logged = new TraceIds();
    var root = Logger.getLogger("");
    root.addHandler(logged);
    try {
      var key = newKey();
      say(key, "BUG", traceparent);

      await().atMost(60, SECONDS).until(() -> ReportTopic.deadLetters(key).size() == 1);
      assertThat(logged.ids).contains(trace);
      assertThat(header(ReportTopic.deadLetters(key).get(0), "traceparent")).isEqualTo(traceparent);
    } finally {
      root.removeHandler(logged);
    }
  }

  private static String write(Map<String, String> headers) {
    return as(Tokens.developer())
        .headers(headers)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("text", "traced"))
        .post("/notes")
        .then()
        .statusCode(200)
        .extract()
        .path("data");
  }

  private static void say(String key, String state, String traceparent) {
    var event =
        """
        {"eventId":"%s","type":"test","revision":1,"at":"2026-01-01T00:00:00Z","state":{"packageId":"%s","state":"%s"}}"""
            .formatted(key, key, state);
    var record = new ProducerRecord<>(ReportTopic.NAME, key, event);
    record.headers().add("traceparent", traceparent.getBytes(UTF_8));
    TestKafka.send(record);
  }

  private static ConsumerRecord<String, String> awaitRecord(String id) {
    return await()
        .atMost(60, SECONDS)
        .until(
            () ->
                TestKafka.records(Topic.PACKAGES.topicName()).stream()
                    .filter(it -> id.equals(it.key()))
                    .toList(),
            it -> it.size() == 1)
        .get(0);
  }

  private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private static final class TraceIds extends Handler {
    private final List<String> ids = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      var id = ExtLogRecord.wrap(record).getMdc("traceId");
      ids.add(id == null ? "none" : id);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
