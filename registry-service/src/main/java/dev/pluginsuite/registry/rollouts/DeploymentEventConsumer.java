package dev.pluginsuite.registry.rollouts;

import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of deployments. */
@ApplicationScoped
class DeploymentEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownDeploymentService deployments;

  DeploymentEventConsumer(Consumption consumption, KnownDeploymentService deployments) {
    this.consumption = consumption;
    this.deployments = deployments;
  }

  @Override
  public Topic topic() {
    return Topic.DEPLOYMENTS;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_deployments");
  }

  @Override
  @Incoming("deployments")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, DeploymentState.class, deployments::apply);
  }
}
