package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.event.Topic;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A service's one consumer of a topic. */
public interface TopicConsumer {
  Topic topic();

  /**
   * The table that keeps what is said there, with the {@code revision} that it has heard: negated
   * while the projection is being rebuilt. None if there is no such table.
   */
  default Optional<String> projection() {
    return Optional.empty();
  }

  /** Fails if the record can never be handled. */
  Uni<Void> on(ConsumerRecord<String, String> record);
}
