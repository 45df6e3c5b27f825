package dev.pluginsuite.health.status;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers what was told of installations to be said again. */
@ApplicationScoped
class StatusPublisher implements StatePublisher {
  private final StatusRepository statuses;

  StatusPublisher(StatusRepository statuses) {
    this.statuses = statuses;
  }

  @Override
  public String topic() {
    return Topic.HEALTH_STATUS.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return statuses
        .told(page.afterId(), page.limit + 1)
        .map(rows -> Page.of(rows, page.limit).map(this::state));
  }

  private CurrentState state(StatusRepository.Told it) {
    return new CurrentState(topic(), it.state().installationId(), it.revision(), it.state());
  }
}
