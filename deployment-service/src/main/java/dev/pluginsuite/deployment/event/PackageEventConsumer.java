package dev.pluginsuite.deployment.event;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.deployment.deployment.DeploymentService;
import dev.pluginsuite.deployment.known.KnownPackageService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which packages there are, and stops the deployments of one that was revoked. */
@ApplicationScoped
class PackageEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownPackageService packages;
  private final DeploymentService deployments;

  PackageEventConsumer(
      Consumption consumption, KnownPackageService packages, DeploymentService deployments) {
    this.consumption = consumption;
    this.packages = packages;
    this.deployments = deployments;
  }

  @Override
  public Topic topic() {
    return Topic.PACKAGES;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_packages");
  }

  @Override
  @Incoming("packages")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, PackageState.class, this::apply);
  }

  private Uni<Void> apply(StateEvent<PackageState> event) {
    return packages.apply(event).chain(newer -> newer ? react(event.state()) : done());
  }

  private Uni<Void> react(PackageState state) {
    return state.status() == PackageStatus.REVOKED
        ? deployments.cancelInstallsOf(state.packageId())
        : done();
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
