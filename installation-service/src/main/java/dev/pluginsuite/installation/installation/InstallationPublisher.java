package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all installations to be said again, those that are gone too. */
@ApplicationScoped
class InstallationPublisher implements StatePublisher {
  private final InstallationRepository installations;

  InstallationPublisher(InstallationRepository installations) {
    this.installations = installations;
  }

  @Override
  public String topic() {
    return Topic.INSTALLATIONS.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return installations
        .page(page)
        .map(rows -> rows.map(it -> new CurrentState(topic(), it.id, it.revision, it.state())));
  }
}
