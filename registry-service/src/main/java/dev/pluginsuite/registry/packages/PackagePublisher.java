package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all packages to be said again. */
@ApplicationScoped
class PackagePublisher implements StatePublisher {
  private final PackageRepository packages;
  private final PackageEvents events;

  PackagePublisher(PackageRepository packages, PackageEvents events) {
    this.packages = packages;
    this.events = events;
  }

  @Override
  public String topic() {
    return Topic.PACKAGES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return packages
        .page(page)
        .map(
            rows ->
                rows.map(it -> new CurrentState(topic(), it.id, it.revision, events.state(it))));
  }
}
