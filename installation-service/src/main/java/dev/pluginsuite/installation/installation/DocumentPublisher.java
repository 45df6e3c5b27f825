package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers what each site should have to be said again, on the topic of that site. */
@ApplicationScoped
class DocumentPublisher implements StatePublisher {
  private final SiteService sites;
  private final InstallationRepository installations;

  DocumentPublisher(SiteService sites, InstallationRepository installations) {
    this.sites = sites;
    this.installations = installations;
  }

  @Override
  public String topic() {
    return Topic.desiredStateOf("*");
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return sites.all(page).chain(this::documents);
  }

  private Uni<Page<CurrentState>> documents(Page<SiteView> page) {
    return Multi.createFrom()
        .iterable(page.rows())
        .onItem()
        .transformToUniAndConcatenate(this::document)
        .collect()
        .asList()
        .map(rows -> new Page<>(rows, page.limit(), page.hasMore()));
  }

  private Uni<CurrentState> document(SiteView site) {
    return installations
        .openAt(site.id())
        .map(SitePlugins::documentOf)
        .map(it -> new DesiredState(site.id(), site.siteGeneration(), it))
        .map(
            it ->
                new CurrentState(
                    Topic.desiredStateOf(site.id()), site.id(), site.siteGeneration(), it));
  }
}
