package dev.pluginsuite.common.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.common.outbox.OutboxTable.Row;
import dev.pluginsuite.common.trace.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches as Kafka transactions. Its {@code initTransactions} fences whoever led before, so
 * no late write of an old relay can become the last record of a compacted topic.
 */
final class RelayProducer implements AutoCloseable {
  /** Longer than any commit takes; shorter than a person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** With Kafka away a stop should not wait for the default of two minutes. */
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  private final Producer<String, String> kafka;
  private final ReadyTopics topics;
  private final String source;

  RelayProducer(Map<String, Object> connection, String service) {
    var config = new HashMap<>(connection);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, service);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-relay");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis() / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.kafka = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    this.topics = new ReadyTopics(connection, PATIENCE);
    this.source = "/" + service;
    try {
      kafka.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Those of the topics that take nothing now, each with the reason. */
  Map<String, KafkaException> unready(Set<String> names) {
    return topics.lacking(names);
  }

  /**
   * Sends all or nothing.
   *
   * @throws Unsendable if one of the rows is to blame; any other failure is Kafka's
   */
  void send(List<Row> rows) {
    kafka.beginTransaction();
    try {
      var sends = new ArrayList<Future<?>>(rows.size());
      for (var row : rows) {
        sends.add(kafka.send(record(row)));
      }
      kafka.flush();
      sends.forEach(RelayProducer::confirm);
      kafka.commitTransaction();
    } catch (KafkaException e) {
      var unsendable = Unsendable.in(e);
      if (unsendable == null) {
        throw e;
      }
      kafka.abortTransaction();
      throw unsendable;
    }
  }

  private static void confirm(Future<?> send) {
    try {
      send.get();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** CloudEvents 1.0, Kafka binding, binary mode. */
  private ProducerRecord<String, String> record(Row row) {
    var record = new ProducerRecord<>(row.topic(), row.key(), row.payload());
    record
        .headers()
        .add("ce_specversion", "1.0".getBytes(UTF_8))
        .add("ce_id", row.eventId().toString().getBytes(UTF_8))
        .add("ce_source", source.getBytes(UTF_8))
        .add("ce_type", row.type().getBytes(UTF_8))
        .add("ce_subject", row.key().getBytes(UTF_8))
        .add("ce_time", row.createdAt().toString().getBytes(UTF_8))
        .add("content-type", "application/json".getBytes(UTF_8));
    add(record, TraceContext.TRACEPARENT, row.trace().traceparent());
    add(record, TraceContext.TRACESTATE, row.trace().tracestate());
    return record;
  }

  private static void add(
      ProducerRecord<String, String> record, String name, @Nullable String value) {
    if (value != null) {
      record.headers().add(name, value.getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    kafka.close(PATIENCE);
    topics.close();
  }
}
