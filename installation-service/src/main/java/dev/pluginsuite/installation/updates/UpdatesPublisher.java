package dev.pluginsuite.installation.updates;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Offers what was told of sites to be said again. */
@ApplicationScoped
class UpdatesPublisher implements StatePublisher {
  private final UpdateCheckRepository checks;

  UpdatesPublisher(UpdateCheckRepository checks) {
    this.checks = checks;
  }

  @Override
  public String topic() {
    return Topic.UPDATES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return checks.told(page).map(rows -> rows.map(this::state));
  }

  private CurrentState state(UpdateCheck it) {
    return new CurrentState(topic(), it.siteId, it.revision, Objects.requireNonNull(it.told));
  }
}
