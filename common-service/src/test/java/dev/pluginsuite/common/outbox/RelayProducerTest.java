package dev.pluginsuite.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.outbox.OutboxTable.Row;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

@AppTest
class RelayProducerTest {

  @Test
  void a_late_write_of_an_old_leader_fails() {
    try (var bench = new RelayBench();
        var old = producer()) {
      var topic = bench.topic();
      old.send(List.of(row(topic, "first")));
      try (var young = producer()) {
        young.send(List.of(row(topic, "second")));

        assertThatThrownBy(() -> old.send(List.of(row(topic, "late"))))
            .isInstanceOf(KafkaException.class);

        assertThat(RelayBench.sent(topic, "key")).containsExactly("first", "second");
      }
    }
  }

  private static RelayProducer producer() {
    return new RelayProducer(TestKafka.config(), RelayBench.SERVICE);
  }

  private static Row row(String topic, String payload) {
    return new Row(
        1,
        UUID.randomUUID(),
        topic,
        "key",
        "tested",
        payload,
        Instant.EPOCH,
        new TraceContext(null, null));
  }
}
