package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The use cases of sites, and their lock for those who change what a site should have. */
@ApplicationScoped
public class SiteService {
  private final SiteRepository sites;
  private final Outbox outbox;
  private final Audit audit;
  private final Idempotency idempotency;
  private final Clock clock;

  SiteService(
      SiteRepository sites, Outbox outbox, Audit audit, Idempotency idempotency, Clock clock) {
    this.sites = sites;
    this.outbox = outbox;
    this.audit = audit;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @WithTransaction
  Uni<Site> register(
      String id, SiteDescription description, Actor actor, IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> registerOnce(id, description, actor), it -> it.id, sites::get);
  }

  private Uni<Site> registerOnce(String id, SiteDescription description, Actor actor) {
    return sites
        .findById(id)
        .onItem()
        .ifNotNull()
        .failWith(
            () ->
                InstallationProblem.SITE_EXISTS.because(
                    "There is a site %s already.".formatted(id)))
        .chain(() -> sites.persistAndFlush(new Site(id, description, clock.instant())))
        .call(it -> tell(it, "site.registered"))
        .call(it -> audit.record(actor, deed(it, "site.register").changing(null, it.status)));
  }

  @WithTransaction
  Uni<Site> describe(
      String id, SiteDescription description, @Nullable String ifMatch, Actor actor) {
    return sites
        .lock(id)
        .invoke(it -> EntityTags.check(ifMatch, it.revision))
        .invoke(it -> it.describe(description))
        .call(it -> tell(it, "site.described"))
        .call(it -> audit.record(actor, deed(it, "site.describe")));
  }

  @WithSession
  Uni<Site> find(String id) {
    return sites.get(id);
  }

  @WithSession
  Uni<Page<Site>> list(SiteScope scope, PageRequest page) {
    return sites.page(scope, page);
  }

  /** Every site, whoever may see it. */
  @WithSession
  public Uni<Page<SiteView>> all(PageRequest page) {
    return sites.page(SiteScope.ALL, page).map(rows -> rows.map(SiteView::of));
  }

  @WithSession
  public Uni<SiteView> get(String id) {
    return sites.get(id).map(SiteView::of);
  }

  /** Everything outside of the database is there: the site may be given plugins. */
  @WithTransaction
  public Uni<Void> activate(String id) {
    return sites.lock(id).chain(it -> it.activate() ? activated(it) : Uni.createFrom().voidItem());
  }

  /** The first document is empty, so that an agent has something to reach and to report on. */
  private Uni<Void> activated(Site it) {
    it.reach(it.generation + 1);
    return tell(it, "site.activated")
        .chain(() -> publish(it, List.of()))
        .chain(
            () ->
                audit.record(
                    Actor.system("provisioning"),
                    deed(it, "site.activate").changing("PROVISIONING", it.status)));
  }

  /** Locks the site until the end of the transaction. */
  @WithTransaction
  public Uni<SiteView> lock(String id) {
    return sites.lock(id).map(SiteView::of);
  }

  /** Tells the site, which is locked, what it should have from now on. */
  @WithTransaction
  public Uni<Void> tellDesired(String id, long generation, List<DesiredState.Plugin> plugins) {
    return sites.get(id).invoke(it -> it.reach(generation)).chain(it -> publish(it, plugins));
  }

  @WithTransaction
  public Uni<Void> contacted(String id, String agentVersion) {
    return sites
        .get(id)
        .invoke(it -> it.contacted(agentVersion, clock.instant()))
        .replaceWithVoid();
  }

  private Uni<Void> publish(Site it, List<DesiredState.Plugin> plugins) {
    var document = new DesiredState(it.id, it.generation, plugins);
    return outbox.state(
        Topic.desiredStateOf(it.id), it.id, "site.desired-state", it.generation, document);
  }

  private Uni<Void> tell(Site it, String type) {
    return outbox.state(Topic.SITES.topicName(), it.id, type, it.revision, it.state());
  }

  private static Deed deed(Site it, String action) {
    return Deed.of(action, "site", it.id);
  }
}
