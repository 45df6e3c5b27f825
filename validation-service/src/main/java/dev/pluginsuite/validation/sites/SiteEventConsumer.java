package dev.pluginsuite.validation.sites;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.common.inbox.Consumption;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which sites there are. */
@ApplicationScoped
class SiteEventConsumer implements TopicConsumer {
  private final Consumption consumption;
  private final KnownSiteService sites;

  SiteEventConsumer(Consumption consumption, KnownSiteService sites) {
    this.consumption = consumption;
    this.sites = sites;
  }

  @Override
  public Topic topic() {
    return Topic.SITES;
  }

  @Override
  public Optional<String> projection() {
    return Optional.of("known_sites");
  }

  @Override
  @Incoming("sites")
  public Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumption.state(record, SiteState.class, sites::apply);
  }
}
