package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.seat.Claim;
import dev.pluginsuite.installation.seat.SeatService;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import dev.pluginsuite.installation.secret.SecretService;
import dev.pluginsuite.installation.secret.Setup;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The one way in which anything changes at a site: lock it, read all it has, apply the rules, tell
 * the rest of the suite and the site, in one transaction.
 */
@ApplicationScoped
public class SiteChangeService {
  private static final Cause TOLD_AGAIN = Cause.of("installation", "site.told-again", null);

  private final SiteService sites;
  private final InstallationRepository installations;
  private final HistoryRepository history;
  private final Outbox outbox;
  private final DocumentLimit limit;
  private final SecretService secrets;
  private final SeatService seats;
  private final PackageService packages;
  private final Clock clock;

  SiteChangeService(
      SiteService sites,
      InstallationRepository installations,
      HistoryRepository history,
      Outbox outbox,
      DocumentLimit limit,
      SecretService secrets,
      SeatService seats,
      PackageService packages,
      Clock clock) {
    this.sites = sites;
    this.installations = installations;
    this.history = history;
    this.outbox = outbox;
    this.limit = limit;
    this.secrets = secrets;
    this.seats = seats;
    this.packages = packages;
    this.clock = clock;
  }

  /** Everything the site should have, as the other features know it. The site stays locked. */
  @WithTransaction
  public Uni<List<InstallationView>> present(String siteId) {
    return views(siteId, Installation::isPresent);
  }

  /** The same, and what is on its way out. */
  @WithTransaction
  public Uni<List<InstallationView>> alive(String siteId) {
    return views(siteId, it -> it.live);
  }

  private Uni<List<InstallationView>> views(String siteId, Predicate<Installation> which) {
    return sites
        .lock(siteId)
        .chain(() -> installations.openAt(siteId))
        .map(rows -> rows.stream().filter(which).map(InstallationView::of).toList());
  }

  /**
   * Gives the site new plugins.
   *
   * @param plugins what is needed before what needs it; the last one is the one asked for
   * @param activate whether they, and what they need, are started at once
   */
  @WithTransaction
  public Uni<Changed> place(
      String siteId, List<NewPlugin> plugins, boolean activate, Decision decision, String action) {
    return change(
        siteId,
        Cause.of(decision, action),
        site ->
            Uni.createFrom()
                .item(() -> place(site, plugins, activate))
                .invoke(() -> limit.check(site))
                .call(() -> keepSecrets(siteId, plugins)));
  }

  private Uni<Void> keepSecrets(String siteId, List<NewPlugin> plugins) {
    return each(plugins, it -> secrets.keep(siteId, it.pluginId(), it.configuration()));
  }

  private static Changed place(SitePlugins site, List<NewPlugin> plugins, boolean activate) {
    var placed = plugins.stream().map(it -> place(site, it, activate)).toList();
    site.settle(placed);
    var asked = placed.get(placed.size() - 1);
    if (activate) {
      site.activate(asked);
    }
    return Changed.of(asked, List.copyOf(site.changed()));
  }

  private static Installation place(SitePlugins site, NewPlugin plugin, boolean activate) {
    if (plugin.replaces() != null) {
      return site.swap(site.get(plugin.replaces()), plugin);
    }
    var added = site.add(plugin);
    if (activate) {
      added.wantAtOnce(Desired.ACTIVE);
    }
    return added;
  }

  /**
   * Makes the site have exactly this, in one plan.
   *
   * @return what changed
   */
  @WithTransaction
  public Uni<List<InstallationView>> arrange(
      String siteId, Arrangement wanted, Decision decision, String action) {
    return change(
        siteId,
        Cause.of(decision, action),
        site ->
            Uni.createFrom()
                .item(() -> arrange(site, wanted))
                .invoke(() -> limit.check(site))
                .call(() -> keepSecrets(siteId, wanted)));
  }

  private static List<InstallationView> arrange(SitePlugins site, Arrangement wanted) {
    new Rearrangement(site).to(wanted);
    return site.changed().stream().map(InstallationView::of).toList();
  }

  private Uni<Void> keepSecrets(String siteId, Arrangement wanted) {
    return each(
        wanted.configurations().entrySet(), it -> secrets.keep(siteId, it.getKey(), it.getValue()));
  }

  /**
   * Gives an installation another configuration.
   *
   * @param configuration complete
   */
  @WithTransaction
  public Uni<Changed> configure(
      InstallationView it, CheckedConfiguration configuration, Decision decision) {
    return change(
        it.siteId(),
        Cause.of(decision, "installation.configure"),
        site ->
            Uni.createFrom()
                .item(() -> configure(site, it.id(), configuration.setup(), decision))
                .call(() -> secrets.keep(it.siteId(), it.pluginId(), configuration)));
  }

  private Changed configure(SitePlugins site, UUID id, Setup setup, Decision decision) {
    var it = site.get(id);
    EntityTags.check(decision.ifMatch(), it.revision);
    var all = site.configure(it, setup);
    limit.check(site);
    return Changed.of(it, all);
  }

  @WithTransaction
  public Uni<Void> observe(String siteId, SiteReport report) {
    var cause = Cause.of("agent of " + siteId, "site.report", null);
    return change(siteId, cause, run(site -> Observation.apply(site, report)));
  }

  /** Stops everything of a package at a site; what was stopped, dependents included. */
  @WithTransaction
  public Uni<List<InstallationView>> withdraw(String siteId, UUID packageId, String because) {
    return change(
        siteId,
        Cause.of("revocation", "installation.withdraw", because),
        site -> Uni.createFrom().item(() -> withdraw(site, packageId, because)));
  }

  private static List<InstallationView> withdraw(SitePlugins site, UUID packageId, String because) {
    return new Withdrawal(site, because).of(packageId).stream().map(InstallationView::of).toList();
  }

  /** Stops a plugin whose licence has ended; what was stopped, dependents included. */
  @WithTransaction
  public Uni<List<InstallationView>> stop(String siteId, String pluginId, String because) {
    return change(
        siteId,
        Cause.of("licences", "installation.stop", because),
        site -> Uni.createFrom().item(() -> stop(site, pluginId, because)));
  }

  private static List<InstallationView> stop(SitePlugins site, String pluginId, String because) {
    return new Withdrawal(site, because)
        .ofPlugin(pluginId).stream().map(InstallationView::of).toList();
  }

  /** Whether a change, and all that it entailed, could be taken back. */
  @WithTransaction
  Uni<Boolean> takeBack(String siteId, UUID id, long generation, Cause cause) {
    return change(
        siteId, cause, site -> Uni.createFrom().item(() -> Recall.of(site, id, generation)));
  }

  /** The same as {@link #present} without the lock, for those who only look. */
  @WithSession
  public Uni<List<InstallationView>> look(String siteId) {
    return installations
        .openAt(siteId)
        .map(rows -> rows.stream().filter(Installation::isPresent).toList())
        .map(rows -> rows.stream().map(InstallationView::of).toList());
  }

  /**
   * Refuses a decision without the grounds that the site asks for. Locks it: Hibernate Reactive
   * cannot lock what it has read already.
   */
  @WithTransaction
  public Uni<Void> requireGrounds(String siteId, Decision decision) {
    return sites.lock(siteId).invoke(it -> decision.check(it.policies())).replaceWithVoid();
  }

  /** Everything the site has is to go. */
  @WithTransaction
  public Uni<Void> clear(String siteId) {
    return change(siteId, Cause.of("offboarding", "site.clear", null), run(SitePlugins::clear));
  }

  /** Nobody will report any more: what was to go is taken to be gone. */
  @WithTransaction
  public Uni<Void> abandon(String siteId) {
    return change(siteId, Cause.of("offboarding", "site.abandon", null), run(SitePlugins::abandon));
  }

  /** A plugin was there before it was installed. */
  @WithTransaction
  public Uni<InstallationView> foundThere(String siteId, UUID id) {
    return change(
        siteId,
        Cause.of("installation", "installation.adopt", null),
        site -> Uni.createFrom().item(() -> InstallationView.of(site.foundThere(id))));
  }

  /** The same document under a new generation: the agent tries again what it gave up. */
  @WithTransaction
  public Uni<Void> tellAgain(String siteId) {
    return change(siteId, TOLD_AGAIN, run(SitePlugins::tellAgain));
  }

  /** After a restored database: goes on from where the site is. */
  @WithTransaction
  public Uni<Void> tellAfter(String siteId, long generation) {
    return sites
        .lock(siteId)
        .chain(it -> open(it, Math.max(it.siteGeneration(), generation)))
        .invoke(SitePlugins::tellAgain)
        .chain(it -> commit(siteId, it, TOLD_AGAIN));
  }

  private static Function<SitePlugins, Uni<Void>> run(Consumer<SitePlugins> verb) {
    return site -> Uni.createFrom().voidItem().invoke(() -> verb.accept(site));
  }

  <T> Uni<T> change(String siteId, Cause cause, Function<SitePlugins, Uni<T>> verb) {
    return sites
        .lock(siteId)
        .chain(it -> open(it, it.siteGeneration()))
        .chain(site -> verb.apply(site).call(() -> commit(siteId, site, cause)));
  }

  private Uni<SitePlugins> open(SiteView site, long generation) {
    var change = new Change(Ids.next(), generation + 1, clock.instant());
    return installations.openAt(site.id()).map(open -> new SitePlugins(site.id(), open, change));
  }

  /** Flushed first: what makes room has to be gone before its successor comes. */
  private Uni<Void> commit(String siteId, SitePlugins site, Cause cause) {
    return installations
        .flush()
        .chain(() -> tellAll(site, cause))
        .chain(() -> moveSeatsBack(siteId, site, cause))
        .chain(() -> freeSeats(siteId, site, cause))
        .chain(
            () ->
                site.isRetold()
                    ? sites.tellDesired(siteId, site.change().generation(), site.document())
                    : Uni.createFrom().voidItem());
  }

  /** A licence for the later version need not be one for the earlier; without another it stays. */
  private Uni<Void> moveSeatsBack(String siteId, SitePlugins site, Cause cause) {
    var actor = new Actor(cause.actor(), null);
    return packages
        .all(site.restored())
        .chain(
            restored ->
                each(
                    restored,
                    it -> seats.holds(siteId, List.of(Claim.of(it)), actor).replaceWithVoid()));
  }

  private Uni<Void> freeSeats(String siteId, SitePlugins site, Cause cause) {
    return site.hasSeats()
        ? seats.keep(siteId, site.seated(), cause.actor())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> tellAll(SitePlugins site, Cause cause) {
    return each(site.changed(), it -> tell(it, cause, site.change().now()));
  }

  private Uni<Void> tell(Installation it, Cause cause, Instant now) {
    var isNew = it.revision == 0;
    it.revision++;
    var type = "installation." + it.status.name().toLowerCase(Locale.ROOT);
    return (isNew ? installations.persist(it) : Uni.createFrom().item(it))
        .chain(() -> history.persist(new HistoryEntry(it, cause, now)))
        .chain(
            () ->
                outbox.state(
                    Topic.INSTALLATIONS.topicName(), it.id, type, it.revision, it.state()));
  }

  private static <T> Uni<Void> each(Collection<T> all, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(it -> work.apply(it))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
