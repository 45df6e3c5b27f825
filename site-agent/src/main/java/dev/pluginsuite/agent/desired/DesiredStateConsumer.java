package dev.pluginsuite.agent.desired;

import dev.pluginsuite.agent.wire.Backoff;
import dev.pluginsuite.agent.wire.Trace;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the site's topic. It needs no offsets: each start reads all there is, and only the last
 * record counts.
 */
public final class DesiredStateConsumer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DesiredStateConsumer.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Map<String, Object> properties;
  private final TopicPartition partition;
  private final DocumentReader reader;
  private final Consumer<DesiredState> onDocument;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  public DesiredStateConsumer(
      Map<String, String> kafka, String topic, String siteId, Consumer<DesiredState> onDocument) {
    this.properties = new HashMap<>(kafka);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("allow.auto.create.topics", false);
    properties.putIfAbsent("reconnect.backoff.ms", 500);
    properties.putIfAbsent("reconnect.backoff.max.ms", 10_000);
    properties.putIfAbsent("client.id", "site-agent-" + siteId);
    properties.remove("group.id");
    this.partition = new TopicPartition(topic, 0);
    this.reader = new DocumentReader(siteId);
    this.onDocument = onDocument;
  }

  /** Until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        follow();
      } catch (KafkaException away) {
        pause(away);
      }
    }
  }

  private void pause(KafkaException away) {
    try {
      var pause = backoff.next();
      LOG.warn("Kafka again in {}: {}", pause, away.getMessage());
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    var isStopped = false;
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      try {
        follow(consumer);
      } catch (InterruptException stopped) {
        isStopped = Thread.interrupted(); // for as long as it takes to close
      }
    }
    if (isStopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    var last = readToEnd(consumer);
    backoff.reset();
    while (true) {
      hear(last);
      last = last(consumer, null);
    }
  }

  /** Whatever was said before the last record is not worth a look. */
  private @Nullable ConsumerRecord<byte[], byte[]> readToEnd(
      KafkaConsumer<byte[], byte[]> consumer) {
    var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    ConsumerRecord<byte[], byte[]> last = null;
    while (consumer.position(partition) < end) {
      last = last(consumer, last);
    }
    return last;
  }

  private @Nullable ConsumerRecord<byte[], byte[]> last(
      KafkaConsumer<byte[], byte[]> consumer, @Nullable ConsumerRecord<byte[], byte[]> before) {
    var last = before;
    for (var record : consumer.poll(POLL)) {
      last = record;
    }
    return last;
  }

  private void hear(@Nullable ConsumerRecord<byte[], byte[]> record) {
    if (record == null) {
      return;
    }
    try {
      if (record.value() == null) {
        throw new IOException("It is empty");
      }
      var trace = record.headers().lastHeader(Trace.HEADER);
      Trace.set(Trace.in(trace == null ? null : trace.value()));
      onDocument.accept(reader.read(record.value()));
    } catch (IOException unreadable) {
      LOG.error("Record {} is passed over: {}", record.offset(), unreadable.getMessage());
    }
  }
}
