package dev.pluginsuite.registry.alerts;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.AlertState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of alerts. */
@ApplicationScoped
class AlertEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownAlertService alerts;

  AlertEventConsumer(Consumption consumption, KnownAlertService alerts) {
    this.consumption = consumption;
    this.alerts = alerts;
  }

  @Override
  public Topic topic() {
    return Topic.HEALTH_ALERTS;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_alerts");
  }

  @Override
  @Incoming("alerts")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, AlertState.class, alerts::apply);
  }
}
