package dev.pluginsuite.installation.health;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears how installations are. */
@ApplicationScoped
class HealthEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final HealthService health;

  HealthEventConsumer(Consumption consumption, HealthService health) {
    this.consumption = consumption;
    this.health = health;
  }

  @Override
  public Topic topic() {
    return Topic.HEALTH_STATUS;
  }

  @Override
  @Incoming("health")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, HealthState.class, health::apply);
  }
}
