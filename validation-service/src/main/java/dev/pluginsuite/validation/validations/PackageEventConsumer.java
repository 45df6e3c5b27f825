package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import dev.pluginsuite.validation.packages.KnownPackageService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of submissions, and wakes whoever works on them once they are committed. */
@ApplicationScoped
class PackageEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownPackageService packages;
  private final ValidationService validations;
  private final ValidationWorker worker;

  PackageEventConsumer(
      Consumption consumption,
      KnownPackageService packages,
      ValidationService validations,
      ValidationWorker worker) {
    this.consumption = consumption;
    this.packages = packages;
    this.validations = validations;
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
    return consumption.state(record, PackageState.class, this::heard).invoke(() -> worker.wake());
  }

  /** The projection first: who submitted a plugin before is known when its package is scanned. */
  private Uni<?> heard(StateEvent<PackageState> event) {
    return packages.apply(event).chain(() -> validations.heard(event));
  }
}
