package dev.pluginsuite.registry.updates;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which newer versions sites could have. */
@ApplicationScoped
class UpdateEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownUpdateService updates;

  UpdateEventConsumer(Consumption consumption, KnownUpdateService updates) {
    this.consumption = consumption;
    this.updates = updates;
  }

  @Override
  public Topic topic() {
    return Topic.UPDATES;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_updates");
  }

  @Override
  @Incoming("updates")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, UpdatesState.class, updates::apply);
  }
}
