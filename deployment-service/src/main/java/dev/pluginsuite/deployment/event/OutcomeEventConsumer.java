package dev.pluginsuite.deployment.event;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.deployment.rollout.RolloutEngine;
import dev.pluginsuite.deployment.rollout.RolloutService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what became of the commands. */
@ApplicationScoped
class OutcomeEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final RolloutService rollout;
  private final RolloutEngine engine;

  OutcomeEventConsumer(Consumption consumption, RolloutService rollout, RolloutEngine engine) {
    this.consumption = consumption;
    this.rollout = rollout;
    this.engine = engine;
  }

  @Override
  public Topic topic() {
    return Topic.OUTCOMES;
  }

  @Override
  @Incoming("outcomes")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.message(record, CommandOutcome.class, rollout::hear).invoke(engine::wake);
  }
}
