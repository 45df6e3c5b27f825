package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import dev.pluginsuite.common.security.SiteScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all sites to be said again. */
@ApplicationScoped
class SitePublisher implements StatePublisher {
  private final SiteRepository sites;

  SitePublisher(SiteRepository sites) {
    this.sites = sites;
  }

  @Override
  public String topic() {
    return Topic.SITES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return sites
        .page(SiteScope.ALL, page)
        .map(rows -> rows.map(it -> new CurrentState(topic(), it.id, it.revision, it.state())));
  }
}
