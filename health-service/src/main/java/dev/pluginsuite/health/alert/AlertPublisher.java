package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all alerts to be said again. */
@ApplicationScoped
class AlertPublisher implements StatePublisher {
  private final AlertRepository alerts;

  AlertPublisher(AlertRepository alerts) {
    this.alerts = alerts;
  }

  @Override
  public String topic() {
    return Topic.HEALTH_ALERTS.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return alerts
        .page(page)
        .map(rows -> rows.map(it -> new CurrentState(topic(), it.id, it.revision, it.state())));
  }
}
