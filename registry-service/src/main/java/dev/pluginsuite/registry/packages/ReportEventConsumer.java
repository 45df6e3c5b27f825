package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what validation found. */
@ApplicationScoped
class ReportEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final ReportService reports;

  ReportEventConsumer(Consumption consumption, ReportService reports) {
    this.consumption = consumption;
    this.reports = reports;
  }

  @Override
  public Topic topic() {
    return Topic.REPORTS;
  }

  @Override
  @Incoming("reports")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, ReportState.class, reports::validated);
  }
}
