package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.event.Topic;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A service's one consumer of a topic. */
public interface TopicConsumer {
  Topic topic();

  /** Fails if the record can never be handled. */
  Uni<Void> on(ConsumerRecord<String, String> record);
}
