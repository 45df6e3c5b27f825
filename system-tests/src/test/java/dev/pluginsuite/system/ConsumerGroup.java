package dev.pluginsuite.system;

import dev.pluginsuite.api.event.Topic;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The consumers of one service, as Kafka sees them. */
final class ConsumerGroup {
  private final Admin admin;
  private final String id;

  ConsumerGroup(Admin admin, String id) {
    this.admin = admin;
    this.id = id;
  }

  /** Every process has one for each topic that it hears. */
  int members() throws Exception {
    var described = admin.describeConsumerGroups(List.of(id)).all().get();
    return described.values().stream().mapToInt(it -> it.members().size()).sum();
  }

  /** How many records of the topic it has not committed yet. */
  long lag(Topic topic) throws Exception {
    var committed = admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata().get();
    committed.keySet().removeIf(it -> !it.topic().equals(topic.topicName()));
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    committed.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
    var ends = admin.listOffsets(latest);
    var lag = 0L;
    for (var it : committed.entrySet()) {
      // The mark of Kafka's own transaction is an offset, but no record.
      var done = it.getValue().offset() + 1;
      lag += Math.max(0, ends.partitionResult(it.getKey()).get().offset() - done);
    }
    return lag;
  }
}
