package dev.pluginsuite.health.installation;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what is installed where. */
@ApplicationScoped
class InstallationEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final InstallationService installations;

  InstallationEventConsumer(Consumption consumption, InstallationService installations) {
    this.consumption = consumption;
    this.installations = installations;
  }

  @Override
  public Topic topic() {
    return Topic.INSTALLATIONS;
  }

  @Override
  @Incoming("installations")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, InstallationState.class, installations::apply);
  }
}
