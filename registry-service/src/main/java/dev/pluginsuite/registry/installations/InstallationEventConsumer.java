package dev.pluginsuite.registry.installations;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the projection of installations. */
@ApplicationScoped
class InstallationEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownInstallationService installations;

  InstallationEventConsumer(Consumption consumption, KnownInstallationService installations) {
    this.consumption = consumption;
    this.installations = installations;
  }

  @Override
  public Topic topic() {
    return Topic.INSTALLATIONS;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_installations");
  }

  @Override
  @Incoming("installations")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, InstallationState.class, installations::apply);
  }
}
