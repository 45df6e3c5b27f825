package dev.pluginsuite.common.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * All that was committed on topics. Tests ask again and again: what was read once is kept, and the
 * next question reads on from there.
 */
final class TopicReader {
  private final Admin admin;
  private final KafkaConsumer<String, String> consumer;
  private final Map<String, Log> logs = new HashMap<>();

  TopicReader(Map<String, Object> config) {
    var reading = new HashMap<>(config);
    reading.put("isolation.level", "read_committed");
    reading.put("auto.offset.reset", "earliest");
    // A fetch that waits for what nobody asks for any more holds up the next question.
    reading.put("fetch.max.wait.ms", 5);
    consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer());
    admin = Admin.create(config);
  }

  synchronized List<ConsumerRecord<String, String>> records(String topic) {
    var found = describe(topic);
    if (found == null) {
      logs.remove(topic);
      return List.of();
    }
    var known = logs.get(topic);
    // A topic that was deleted and made again is another one.
    var log = known != null && known.isOf(found) ? known : new Log(found);
    logs.put(topic, log);
    return log.readOn(consumer, admin);
  }

  private @Nullable TopicDescription describe(String topic) {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One topic as far as it was read. */
  private static final class Log {
    private final Uuid topic;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    Log(TopicDescription description) {
      topic = description.topicId();
      description
          .partitions()
          .forEach(it -> positions.put(new TopicPartition(description.name(), it.partition()), 0L));
    }

    boolean isOf(TopicDescription description) {
      return topic.equals(description.topicId());
    }

    List<ConsumerRecord<String, String>> readOn(
        KafkaConsumer<String, String> consumer, Admin admin) {
      consumer.assign(positions.keySet());
      positions.forEach(consumer::seek);
      var ends = ends(admin);
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      positions.replaceAll((partition, before) -> consumer.position(partition));
      return List.copyOf(records);
    }

    /**
     * Also of what is not committed: a commit is answered before each partition has its mark, and
     * the end for a reader of what is committed is before that.
     */
    private Map<TopicPartition, Long> ends(Admin admin) {
      var latest = new HashMap<TopicPartition, OffsetSpec>();
      positions.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
      var found = admin.listOffsets(latest);
      var ends = new HashMap<TopicPartition, Long>();
      positions.keySet().forEach(it -> ends.put(it, end(found, it)));
      return ends;
    }

    private static long end(ListOffsetsResult found, TopicPartition partition) {
      try {
        return found.partitionResult(partition).get().offset();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
