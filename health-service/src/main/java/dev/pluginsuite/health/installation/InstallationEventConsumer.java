package dev.pluginsuite.health.installation;

import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.common.inbox.Consumption;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what is installed where. */
@ApplicationScoped
class InstallationEventConsumer {
  private final Consumption consumption;
  private final InstallationService installations;

  InstallationEventConsumer(Consumption consumption, InstallationService installations) {
    this.consumption = consumption;
    this.installations = installations;
  }

  @Incoming("installations")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, InstallationState.class, installations::apply);
  }
}
