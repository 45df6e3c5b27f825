package dev.pluginsuite.registry.licences;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of licences. */
@ApplicationScoped
class LicenceEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownLicenceService licences;

  LicenceEventConsumer(Consumption consumption, KnownLicenceService licences) {
    this.consumption = consumption;
    this.licences = licences;
  }

  @Override
  public Topic topic() {
    return Topic.LICENCES;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_licences");
  }

  @Override
  @Incoming("licences")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, LicenceState.class, licences::apply);
  }
}
