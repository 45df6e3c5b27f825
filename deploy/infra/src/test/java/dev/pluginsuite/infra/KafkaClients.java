package dev.pluginsuite.infra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says and hears text as one of Kafka's users. */
final class KafkaClients {
  private final Map<String, Object> client;

  KafkaClients(Map<String, String> client) {
    this.client = new HashMap<>(client);
  }

  void say(String topic, String key, String text) throws Exception {
    var configuration = new HashMap<>(client);
    // An idempotent producer that is refused may hide the reason behind its own state.
    configuration.put("enable.idempotence", false);
    try (var producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, text)).get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  void sayInTransaction(String topic, String text, String transactionalId) throws Exception {
    var configuration = new HashMap<>(client);
    configuration.put("transactional.id", transactionalId);
    try (var producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var sent = producer.send(new ProducerRecord<>(topic, text, text));
      producer.commitTransaction();
      sent.get();
    }
  }

  /** Everything of the topic, as a member of the group, until that many came. */
  List<String> hear(String topic, String group, int atLeast) {
    var configuration = new HashMap<>(client);
    configuration.putAll(Map.of("group.id", group, "auto.offset.reset", "earliest"));
    configuration.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      var heard = new ArrayList<String>();
      while (heard.size() < atLeast) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> heard.add(record.value()));
      }
      consumer.commitSync();
      return heard;
    }
  }

  Admin admin() {
    return Admin.create(client);
  }
}
