package dev.pluginsuite.installation.events;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.RegistryState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.installation.registries.RegistryService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of registries. */
@ApplicationScoped
class RegistryEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final RegistryService registries;

  RegistryEventConsumer(Consumption consumption, RegistryService registries) {
    this.consumption = consumption;
    this.registries = registries;
  }

  @Override
  public Topic topic() {
    return Topic.REGISTRIES;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_registries");
  }

  @Override
  @Incoming("registries")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, RegistryState.class, registries::apply);
  }
}
