package dev.pluginsuite.health.event;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.health.installation.InstallationService;
import dev.pluginsuite.health.status.StatusService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what is installed where. */
@ApplicationScoped
class InstallationEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final InstallationService installations;
  private final StatusService statuses;

  InstallationEventConsumer(
      Consumption consumption, InstallationService installations, StatusService statuses) {
    this.consumption = consumption;
    this.installations = installations;
    this.statuses = statuses;
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
    return consumption.state(record, InstallationState.class, this::apply);
  }

  private Uni<Void> apply(StateEvent<InstallationState> event) {
    return installations.apply(event).chain(() -> statuses.follow(event.state().installationId()));
  }
}
