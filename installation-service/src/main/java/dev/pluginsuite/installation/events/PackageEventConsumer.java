package dev.pluginsuite.installation.events;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.revocation.RevocationService;
import dev.pluginsuite.installation.work.SiteTaskWorker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of packages: what can be installed, and what must not run any more. */
@ApplicationScoped
class PackageEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final PackageService packages;
  private final RevocationService revocations;
  private final SiteTaskWorker worker;

  PackageEventConsumer(
      Consumption consumption,
      PackageService packages,
      RevocationService revocations,
      SiteTaskWorker worker) {
    this.consumption = consumption;
    this.packages = packages;
    this.revocations = revocations;
    this.worker = worker;
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
    return consumption.state(record, PackageState.class, this::apply).invoke(worker::wake);
  }

  private Uni<?> apply(StateEvent<PackageState> event) {
    return packages
        .apply(event)
        .chain(
            isNews ->
                isNews && event.state().status() == PackageStatus.REVOKED
                    ? revocations.begin(event.state())
                    : Uni.createFrom().item(0));
  }
}
