package dev.pluginsuite.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One consumer for the topics of many sites, as an administrator, who alone may read them all. As
 * an agent's own it reads each from its beginning, and commits nothing.
 */
final class SiteDocuments implements Runnable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Properties kafka;
  private final Map<String, SimulatedSite> byTopic;
  private volatile boolean closed;

  /**
   * @param byTopic whose topic it is
   */
  SiteDocuments(Properties administrator, Map<String, SimulatedSite> byTopic) {
    this.byTopic = byTopic;
    this.kafka = new Properties();
    kafka.putAll(administrator);
    kafka.put("isolation.level", "read_committed");
    kafka.put("allow.auto.create.topics", "false");
    kafka.put("reconnect.backoff.max.ms", "1000");
  }

  @Override
  public void run() {
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(kafka, bytes, bytes)) {
      consumer.assign(byTopic.keySet().stream().map(it -> new TopicPartition(it, 0)).toList());
      consumer.seekToBeginning(consumer.assignment());
      while (!closed) {
        consumer.poll(POLL).forEach(this::pass);
      }
    }
  }

  private void pass(ConsumerRecord<byte[], byte[]> record) {
    var site = byTopic.get(record.topic());
    if (site != null) {
      try {
        site.hear(record.value());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  void close() {
    closed = true;
  }
}
