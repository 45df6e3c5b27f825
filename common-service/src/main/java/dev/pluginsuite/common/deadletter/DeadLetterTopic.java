package dev.pluginsuite.common.deadletter;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.problem.CommonProblem;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads dead letters, of which each topic has one partition. Leaves them where they are. */
@ApplicationScoped
class DeadLetterTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> config;

  DeadLetterTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
  }

  /**
   * Blocks.
   *
   * @param from the lowest offset wanted
   */
  Page<DeadLetter> read(Topic topic, long from, int limit) {
    try (var kafka =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic.deadLetterTopicName(), 0);
      kafka.assign(List.of(partition));
      kafka.seek(partition, from);
      return Page.of(read(kafka, topic, partition, limit + 1), limit);
    } catch (KafkaException e) {
      throw CommonProblem.UNAVAILABLE.because("Kafka does not answer: " + e.getMessage());
    }
  }

  private static List<DeadLetter> read(
      KafkaConsumer<String, String> kafka, Topic topic, TopicPartition partition, int atMost) {
    var end = kafka.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    var until = System.nanoTime() + PATIENCE.toNanos();
    var letters = new ArrayList<DeadLetter>();
    while (letters.size() < atMost && kafka.position(partition) < end) {
      if (System.nanoTime() > until) {
        throw CommonProblem.UNAVAILABLE.because("Kafka takes too long.");
      }
      kafka.poll(POLL).forEach(it -> letters.add(DeadLetter.of(topic.topicName(), it)));
    }
    return List.copyOf(letters.subList(0, Math.min(atMost, letters.size())));
  }
}
