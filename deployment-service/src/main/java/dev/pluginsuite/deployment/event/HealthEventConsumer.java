package dev.pluginsuite.deployment.event;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.deployment.rollout.RolloutService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears how installations are. */
@ApplicationScoped
class HealthEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final RolloutService rollout;

  HealthEventConsumer(Consumption consumption, RolloutService rollout) {
    this.consumption = consumption;
    this.rollout = rollout;
  }

  @Override
  public Topic topic() {
    return Topic.HEALTH_STATUS;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_health");
  }

  @Override
  @Incoming("health")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, HealthState.class, rollout::hear);
  }
}
