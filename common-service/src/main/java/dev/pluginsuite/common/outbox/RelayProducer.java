package dev.pluginsuite.common.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.common.outbox.OutboxTable.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends batches as Kafka transactions. Its {@code initTransactions} fences whoever led before, so
 * no late write of an old relay can become the last record of a compacted topic.
 */
final class RelayProducer implements AutoCloseable {
  /** Longer than any commit takes; shorter than a person waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Producer<String, String> kafka;
  private final String source;

  RelayProducer(Map<String, Object> connection, String service) {
    var config = new HashMap<>(connection);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, service);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-relay");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.kafka = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    this.source = "/" + service;
    try {
      kafka.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Sends all or nothing.
   *
   * @throws Unsendable naming the first row that stopped the batch
   */
  void send(List<Row> rows) {
    kafka.beginTransaction();
    try {
      var sends = new ArrayList<Future<?>>(rows.size());
      for (var row : rows) {
        sends.add(enqueue(row));
      }
      kafka.flush();
      for (int i = 0; i < rows.size(); i++) {
        confirm(rows.get(i), sends.get(i));
      }
      kafka.commitTransaction();
    } catch (Unsendable e) {
      kafka.abortTransaction();
      throw e;
    }
  }

  private Future<?> enqueue(Row row) {
    try {
      return kafka.send(record(row));
    } catch (KafkaException e) {
      throw new Unsendable(row, e);
    }
  }

  private static void confirm(Row row, Future<?> send) {
    try {
      send.get();
    } catch (ExecutionException e) {
      throw new Unsendable(row, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
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
    return record;
  }

  @Override
  public void close() {
    kafka.close(PATIENCE);
  }

  /** One row stopped its batch. */
  static final class Unsendable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Row row;
    final Throwable reason;

    Unsendable(Row row, Throwable cause) {
      super(row.topic() + ": " + cause.getMessage(), cause);
      this.row = row;
      this.reason = cause;
    }
  }
}
