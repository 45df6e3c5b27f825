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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The use cases of sites, and their lock for those who change what a site should have. */
@ApplicationScoped
public class SiteService {
  private final SiteRepository sites;
  private final Outbox outbox;
  private final Audit audit;
  private final Idempotency idempotency;
  private final Clock clock;
  private final SiteViews views;
  private final Foresight foresight;

  SiteService(
      SiteRepository sites,
      Outbox outbox,
      Audit audit,
      Idempotency idempotency,
      Clock clock,
      SiteViews views,
      Foresight foresight) {
    this.sites = sites;
    this.outbox = outbox;
    this.audit = audit;
    this.idempotency = idempotency;
    this.clock = clock;
    this.views = views;
    this.foresight = foresight;
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

  /**
   * A site as it was changed.
   *
   * @param breakages what will not run there any more
   */
  record Described(Site site, List<Breakage> breakages) {}

  /** What would break is refused, unless somebody has seen it. */
  @WithTransaction
  Uni<Described> describe(
      String id, SiteDescription wanted, boolean acknowledged, @Nullable String tag, Actor actor) {
    return sites
        .lock(id)
        .invoke(it -> EntityTags.check(tag, it.revision))
        .chain(it -> breakages(it, wanted).map(broken -> new Described(it, broken)))
        .invoke(it -> requireAcknowledged(it, acknowledged))
        .call(it -> describe(it.site(), wanted, actor));
  }

  private Uni<List<Breakage>> breakages(Site it, SiteDescription wanted) {
    if (it.mesVersion.equals(wanted.mesVersion()) && it.apiVersion.equals(wanted.apiVersion())) {
      return Uni.createFrom().item(List.of());
    }
    var now = views.of(it);
    return foresight.breakages(now, now.running(wanted.mesVersion(), wanted.apiVersion()));
  }

  private static void requireAcknowledged(Described it, boolean acknowledged) {
    if (!it.breakages().isEmpty() && !acknowledged) {
      throw InstallationProblem.SITE_WOULD_BREAK
          .because(
              "%d plugins of %s would not run any more; send acknowledge=true to change it all the same."
                  .formatted(it.breakages().size(), it.site().id))
          .with("breakages", it.breakages());
    }
  }

  private Uni<Void> describe(Site it, SiteDescription wanted, Actor actor) {
    it.describe(wanted);
    return tell(it, "site.described").chain(() -> audit.record(actor, deed(it, "site.describe")));
  }

  /** Nothing new comes; its document is emptied by the caller. The site is locked. */
  @WithTransaction
  public Uni<Void> offboard(
      String id, Instant by, Actor actor, @Nullable String reason, @Nullable String reference) {
    return sites
        .lock(id)
        .invoke(it -> policiesOf(it).check(reason, reference))
        .chain(it -> offboard(it, by, actor, reason, reference));
  }

  private Uni<Void> offboard(
      Site it, Instant by, Actor actor, @Nullable String reason, @Nullable String reference) {
    var before = it.status;
    it.offboard(by);
    var deed = deed(it, "site.offboard").changing(before, it.status).because(reason, reference);
    return tell(it, "site.offboarding").chain(() -> audit.record(actor, deed));
  }

  /** The site is gone. False if it was before. */
  @WithTransaction
  public Uni<Boolean> close(String id) {
    return sites.lock(id).chain(it -> it.close() ? closed(it) : Uni.createFrom().item(false));
  }

  private Uni<Boolean> closed(Site it) {
    var deed = deed(it, "site.close").changing("OFFBOARDING", it.status);
    return tell(it, "site.offboarded")
        .chain(() -> audit.record(Actor.system("offboarding"), deed))
        .replaceWith(true);
  }

  private static SitePolicies policiesOf(Site it) {
    return new SitePolicies(it.requiresReason, it.requiresChangeReference);
  }

  /** Sites that the caller may see, for features that look at many. */
  @WithSession
  public Uni<Page<SiteView>> page(SiteScope scope, Map<String, String> labels, PageRequest page) {
    return sites
        .page(scope, new SiteRepository.Filter(labels, null), page)
        .map(rows -> rows.map(views::of));
  }

  @WithSession
  Uni<Site> find(String id) {
    return sites.get(id);
  }

  @WithSession
  Uni<Page<Site>> list(SiteScope scope, SiteRepository.Filter filter, PageRequest page) {
    return sites.page(scope, filter, page);
  }

  /** Every site that may have a document. */
  @WithSession
  public Uni<Page<SiteView>> all(PageRequest page) {
    return sites.open(page).map(rows -> rows.map(views::of));
  }

  @WithSession
  public Uni<SiteView> get(String id) {
    return sites.get(id).map(views::of);
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
    return sites.lock(id).map(views::of);
  }

  /** Tells the site, which is locked, what it should have from now on. */
  @WithTransaction
  public Uni<Void> tellDesired(String id, long generation, List<DesiredState.Plugin> plugins) {
    return sites.get(id).invoke(it -> it.reach(generation)).chain(it -> publish(it, plugins));
  }

  @WithTransaction
  public Uni<Void> contacted(String id, String agentVersion, long generation) {
    return sites
        .get(id)
        .invoke(it -> it.contacted(agentVersion, generation, clock.instant()))
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
