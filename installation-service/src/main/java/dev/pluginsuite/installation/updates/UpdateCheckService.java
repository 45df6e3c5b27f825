package dev.pluginsuite.installation.updates;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.UpdatesState.Update;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.installation.outlook.OutlookService;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Looks what is newer, one transaction for each site. */
@ApplicationScoped
class UpdateCheckService {
  private final UpdateCheckRepository checks;
  private final SiteService sites;
  private final OutlookService outlook;
  private final Outbox outbox;
  private final UpdateConfig config;

  UpdateCheckService(
      UpdateCheckRepository checks,
      SiteService sites,
      OutlookService outlook,
      Outbox outbox,
      UpdateConfig config) {
    this.checks = checks;
    this.sites = sites;
    this.outlook = outlook;
    this.outbox = outbox;
    this.config = config;
  }

  @WithTransaction
  Uni<Integer> enrol() {
    return checks.enrol(config.every());
  }

  /** Tells what is on offer, if it is something else than was told last. */
  @WithTransaction
  Uni<Void> check(String siteId) {
    return checks
        .lock(siteId)
        .chain(it -> sites.get(siteId).chain(this::offered).chain(offered -> tell(it, offered)))
        .chain(() -> checks.done(siteId, config.every()));
  }

  /** A site that gets nothing any more is offered nothing. */
  private Uni<List<Update>> offered(SiteView site) {
    return site.isActive() ? outlook.offered(site) : Uni.createFrom().item(List.of());
  }

  private Uni<Void> tell(UpdateCheck it, List<Update> offered) {
    if (!it.found(offered)) {
      return Uni.createFrom().voidItem();
    }
    var state = Objects.requireNonNull(it.told);
    return outbox.state(
        Topic.UPDATES.topicName(), it.siteId, "updates.changed", it.revision, state);
  }
}
