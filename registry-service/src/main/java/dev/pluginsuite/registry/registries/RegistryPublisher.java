package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all registries to be said again. */
@ApplicationScoped
class RegistryPublisher implements StatePublisher {
  private final RegistryRepository registries;

  RegistryPublisher(RegistryRepository registries) {
    this.registries = registries;
  }

  @Override
  public String topic() {
    return Topic.REGISTRIES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return registries
        .page(page)
        .map(rows -> rows.map(it -> new CurrentState(topic(), it.id, it.revision, it.state())));
  }
}
