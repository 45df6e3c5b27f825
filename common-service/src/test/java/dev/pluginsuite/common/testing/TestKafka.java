package dev.pluginsuite.common.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.event.StateEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The rest of the suite, as far as a service sees it: says events and reads what was said. */
public final class TestKafka {
  static final String PREFIX = "suite.test.kafka.";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Logging in takes longer than what is done then: one of each for a broker. */
  private static final Map<Map<String, Object>, KafkaProducer<String, String>> PRODUCERS =
      new ConcurrentHashMap<>();

  private static final Map<Map<String, Object>, TopicReader> READERS = new ConcurrentHashMap<>();

  private TestKafka() {}

  private static KafkaProducer<String, String> producer(Map<String, Object> config) {
    var sending = new HashMap<>(config);
    // Each record is waited for: there is nothing to collect.
    sending.put("linger.ms", 0);
    return new KafkaProducer<>(sending, new StringSerializer(), new StringSerializer());
  }

  public static void say(String topic, Object key, long revision, Object state) {
    send(
        topic,
        key,
        write(new StateEvent<>(UUID.randomUUID(), "test", revision, Instant.now(), state)));
  }

  /** A command or an outcome. */
  public static void message(String topic, Object key, Object message) {
    send(topic, key, write(message));
  }

  /** A tombstone: the subject is gone for good. */
  public static void delete(String topic, Object key) {
    send(topic, key, null);
  }

  public static void send(String topic, Object key, @Nullable String value) {
    send(new ProducerRecord<>(topic, key.toString(), value));
  }

  /** With headers of its own. */
  public static void send(ProducerRecord<String, String> record) {
    var producer = PRODUCERS.computeIfAbsent(config(), TestKafka::producer);
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All that was said about a key, in order. */
  public static List<JsonNode> said(String topic, Object key) {
    return records(topic).stream()
        .filter(it -> key.toString().equals(it.key()))
        .map(it -> read(it.value()))
        .toList();
  }

  /** All committed records of a topic, once all that the service has recorded by now was sent. */
  public static List<ConsumerRecord<String, String>> records(String topic) {
    Recorded.awaitSent();
    return READERS.computeIfAbsent(config(), TopicReader::new).records(topic);
  }

  /** How an administrator connects. */
  public static Map<String, Object> config() {
    var config = new HashMap<String, Object>();
    var all = ConfigProvider.getConfig();
    for (var key :
        List.of("bootstrap.servers", "security.protocol", "sasl.mechanism", "sasl.jaas.config")) {
      all.getOptionalValue(PREFIX + key, String.class).ifPresent(it -> config.put(key, it));
    }
    return config;
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read(String value) {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
