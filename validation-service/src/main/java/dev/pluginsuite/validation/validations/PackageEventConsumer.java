package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of submissions, and wakes whoever works on them once they are committed. */
@ApplicationScoped
class PackageEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final ValidationService validations;
  private final ValidationWorker worker;

  PackageEventConsumer(
      Consumption consumption, ValidationService validations, ValidationWorker worker) {
    this.consumption = consumption;
    this.validations = validations;
    this.worker = worker;
  }

  @Override
  public Topic topic() {
    return Topic.PACKAGES;
  }

  @Override
  @Incoming("packages")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption
        .state(record, PackageState.class, validations::heard)
        .invoke(() -> worker.wake());
  }
}
