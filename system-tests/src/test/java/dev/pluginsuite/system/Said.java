package dev.pluginsuite.system;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was said on a topic of states: the revisions of each subject, in the order of the topic. */
final class Said {
  private final Map<String, List<Long>> revisions = new HashMap<>();

  private Said() {}

  /** All of it up to now. */
  static Said on(Suite suite, Topic topic) throws IOException {
    var properties = new HashMap<String, Object>(Map.of("isolation.level", "read_committed"));
    suite.kafka().forEach((name, it) -> properties.put(name.toString(), it));
    var text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(properties, text, text)) {
      var partitions =
          consumer.partitionsFor(topic.topicName()).stream().map(Said::partition).toList();
      var said = new Said();
      said.hear(consumer, partitions);
      return said;
    }
  }

  private static TopicPartition partition(PartitionInfo it) {
    return new TopicPartition(it.topic(), it.partition());
  }

  private void hear(KafkaConsumer<String, String> consumer, List<TopicPartition> partitions)
      throws IOException {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
      for (var record : consumer.poll(Duration.ofMillis(200))) {
        if (record.value() != null) {
          var revision = Api.parse(record.value()).path("revision").asLong();
          revisions.computeIfAbsent(record.key(), it -> new ArrayList<>()).add(revision);
        }
      }
    }
  }

  /** Empty if nothing was said of it. */
  List<Long> of(String subject) {
    return revisions.getOrDefault(subject, List.of());
  }
}
