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
    return admin
        .describeConsumerGroups(List.of(id))
        .describedGroups()
        .get(id)
        .get()
        .members()
        .size();
  }

  /** How many records of the topic it has not committed yet. */
  long lag(Topic topic) throws Exception {
    var committed = admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata().get();
    committed.keySet().removeIf(it -> !it.topic().equals(topic.topicName()));
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    committed.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
    var ends = admin.listOffsets(latest).all().get();
    var lag = 0L;
    for (var end : ends.entrySet()) {
      // The mark of Kafka's own transaction is an offset, but no record.
      var done = committed.get(end.getKey()).offset() + 1;
      lag += Math.max(0, end.getValue().offset() - done);
    }
    return lag;
  }
}
