package dev.pluginsuite.common.outbox;

import static dev.pluginsuite.common.app.Calls.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.NoteService;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.testing.TestKafka;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@AppTest
class OutboxTest {
  private static final String TOPIC = Topic.PACKAGES.topicName();

  @Inject NoteService notes;
  @Inject Publication publication;

  @Test
  void what_is_committed_is_published_with_its_whole_state() {
    var id = call(() -> notes.write("kept"));

    publish(id);

    var said = TestKafka.said(TOPIC, id);
    assertThat(said).hasSize(1);
    assertThat(said.get(0).get("type").textValue()).isEqualTo("written");
    assertThat(said.get(0).get("revision").longValue()).isEqualTo(1);
    assertThat(said.get(0).at("/state/text").textValue()).isEqualTo("kept");
  }

  @Test
  void what_is_rolled_back_is_not_published() {
    assertThatThrownBy(() -> call(() -> notes.writeAndFail("lost"))).isInstanceOf(Problem.class);

    publish(call(() -> notes.write("later")));

    assertThat(TestKafka.records(TOPIC)).noneMatch(it -> it.value().contains("\"lost\""));
  }

  @Test
  void events_of_one_subject_keep_their_order() {
    var id = call(() -> notes.write("first"));
    for (int i = 0; i < 20; i++) {
      var text = "again " + i;
      call(() -> notes.rewrite(id, text));
    }

    publish(id);

    assertThat(TestKafka.said(TOPIC, id))
        .extracting(it -> it.get("revision").longValue())
        .isSorted()
        .hasSize(21)
        .endsWith(21L);
  }

  @Test
  void a_record_is_a_cloud_event_in_binary_mode() {
    var id = call(() -> notes.write("headed"));
    publish(id);

    var headers = headers(record(id));

    var body = TestKafka.said(TOPIC, id).get(0);
    assertThat(headers)
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", body.get("eventId").textValue())
        .containsEntry("ce_source", "/registry")
        .containsEntry("ce_type", "written")
        .containsEntry("ce_subject", id.toString())
        .containsEntry("content-type", "application/json");
    assertThat(Instant.parse(headers.get("ce_time")))
        .isAfterOrEqualTo(Instant.parse(body.get("at").textValue()));
  }

  private void publish(UUID id) {
    call(() -> publication.of(id));
  }

  private static ConsumerRecord<String, String> record(UUID id) {
    return TestKafka.records(TOPIC).stream()
        .filter(it -> id.toString().equals(it.key()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> headers(ConsumerRecord<String, String> record) {
    var headers = new HashMap<String, String>();
    record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
    return headers;
  }
}
