package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all licences to be said again. */
@ApplicationScoped
class LicencePublisher implements StatePublisher {
  private final LicenceRepository licences;

  LicencePublisher(LicenceRepository licences) {
    this.licences = licences;
  }

  @Override
  public String topic() {
    return Topic.LICENCES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return licences
        .page(page)
        .map(rows -> rows.map(it -> new CurrentState(topic(), it.id, it.revision, it.state())));
  }
}
