package dev.pluginsuite.installation.lock;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.lock.Obstacle.Kind;
import dev.pluginsuite.installation.lock.SiteLock.LockedPlugin;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.registries.RegistryService;
import dev.pluginsuite.installation.seat.SeatOutlook;
import dev.pluginsuite.installation.seat.SeatService;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes locks of sites, and gives sites exactly what a lock holds: in one plan, or not at all. */
@ApplicationScoped
class LockService {
  private static final String ACTION = "site.apply-lock";

  private final SiteService sites;
  private final SiteChangeService changes;
  private final PackageService packages;
  private final RegistryService registries;
  private final SeatService seats;
  private final Idempotency idempotency;
  private final Audit audit;
  private final LockHash hash;

  LockService(
      SiteService sites,
      SiteChangeService changes,
      PackageService packages,
      RegistryService registries,
      SeatService seats,
      Idempotency idempotency,
      Audit audit,
      LockHash hash) {
    this.sites = sites;
    this.changes = changes;
    this.packages = packages;
    this.registries = registries;
    this.seats = seats;
    this.idempotency = idempotency;
    this.audit = audit;
    this.hash = hash;
  }

  /** What a site is to have. */
  @WithSession
  Uni<SiteLock> take(String siteId, boolean withConfiguration) {
    return sites.get(siteId).chain(site -> take(site, withConfiguration));
  }

  private Uni<SiteLock> take(SiteView site, boolean withConfiguration) {
    return changes
        .look(site.id())
        .chain(
            present ->
                packagesOf(present, List.of())
                    .map(all -> SiteLock.of(site, present, all, withConfiguration)))
        .map(it -> it.hashed(hash.of(it)));
  }

  /**
   * What was done, or would be.
   *
   * @param licences which licence is used for each package that needs one
   * @param changed the installations that the site has to report on
   * @param hindrance of what was applied before: why the site could not be given it now
   */
  record Applied(
      LockOrder order,
      LockPlan plan,
      List<SeatOutlook> licences,
      List<UUID> changed,
      @Nullable String hindrance) {
    /** Whoever asks again gets an answer, whatever has become of its packages or of the site. */
    static Applied before(LockOrder order, Throwable refusal) {
      return new Applied(order, LockPlan.NONE, List.of(), List.of(), refusal.getMessage());
    }

    Applied changing(List<InstallationView> all) {
      var ids = all.stream().map(InstallationView::id).toList();
      return new Applied(order, plan, licences, ids, null);
    }

    boolean isNothing() {
      return plan.changesNothing();
    }

    LockPlanView view() {
      return new LockPlanView(
          order.siteId(), order.lock().contentHash(), plan.hash(), plan.steps(), licences);
    }
  }

  @WithTransaction
  Uni<Applied> preview(LockOrder order) {
    hash.check(order.lock());
    return sites.lock(order.siteId()).chain(it -> plan(it, order));
  }

  @WithTransaction
  Uni<Applied> apply(LockOrder order) {
    hash.check(order.lock());
    return idempotency.onceNamed(
        order.decision().request(),
        () -> applyOnce(order),
        it -> it.order().siteId(),
        ignored -> again(order));
  }

  private Uni<Applied> again(LockOrder order) {
    return preview(order)
        .onFailure(Problem.class)
        .recoverWithItem(refusal -> Applied.before(order, refusal));
  }

  private Uni<Applied> applyOnce(LockOrder order) {
    return changes
        .requireGrounds(order.siteId(), order.decision())
        .chain(() -> preview(order))
        .invoke(LockService::requireHash)
        .chain(it -> it.isNothing() ? Uni.createFrom().item(it) : carryOut(it));
  }

  private Uni<Applied> carryOut(Applied it) {
    var order = it.order();
    var fresh = it.plan().fresh();
    var kept = fresh.isEmpty() ? Uni.createFrom().voidItem() : packages.keepApproved(fresh);
    return kept.chain(
            () -> seats.hold(order.siteId(), it.plan().claims(), order.decision().actor()))
        .chain(
            () ->
                changes.arrange(order.siteId(), it.plan().arrangement(), order.decision(), ACTION))
        .map(it::changing)
        .call(() -> note(order));
  }

  private Uni<Void> note(LockOrder order) {
    var decision = order.decision();
    return audit.record(
        decision.actor(),
        Deed.of(ACTION, "site", order.siteId())
            .changing(null, order.lock().contentHash())
            .because(decision.reason(), decision.changeReference()));
  }

  private static void requireHash(Applied it) {
    var wanted = it.order().planHash();
    if (wanted != null && !it.plan().hash().equals(wanted)) {
      throw InstallationProblem.PLAN_CHANGED
          .because(
              "What would be done at %s has changed since; look at the new plan and decide anew."
                  .formatted(it.order().siteId()))
          .with("plan", it.view());
    }
  }

  /** The site is locked. */
  private Uni<Applied> plan(SiteView site, LockOrder order) {
    if (!site.isActive()) {
      throw InstallationProblem.SITE_NOT_ACTIVE.because(
          "The site %s is %s; only an ACTIVE one can be given plugins."
              .formatted(site.id(), site.status()));
    }
    return changes
        .present(site.id())
        .chain(present -> locked(site, order, present))
        .chain(this::plan);
  }

  private Uni<LockedSite> locked(SiteView site, LockOrder order, List<InstallationView> present) {
    var ids = order.lock().plugins().stream().map(LockedPlugin::packageId).toList();
    return packagesOf(present, ids)
        .chain(
            all ->
                registries
                    .usedBy(site)
                    .map(used -> new LockedSite(site, order, present, all, used)));
  }

  private Uni<Map<UUID, PackageState>> packagesOf(List<InstallationView> present, List<UUID> more) {
    var ids =
        Stream.concat(present.stream().map(InstallationView::packageId), more.stream())
            .distinct()
            .toList();
    return packages
        .all(ids)
        .map(all -> all.stream().collect(toMap(PackageState::packageId, it -> it)));
  }

  private Uni<Applied> plan(LockedSite site) {
    var obstacles = new ArrayList<>(LockCheck.obstacles(site));
    var plan = LockPlanner.plan(site, obstacles);
    return seats
        .preview(site.site().id(), plan.claims())
        .invoke(
            all ->
                all.stream().filter(it -> it.code() != null).forEach(it -> obstacles.add(of(it))))
        .invoke(() -> requireNone(obstacles, site))
        .map(licences -> new Applied(site.order(), plan, licences, List.of(), null));
  }

  private static Obstacle of(SeatOutlook it) {
    return new Obstacle(
        Kind.LICENCE,
        it.pluginId(),
        it.version(),
        "%s %s needs a licence of type %s: %s. %s"
            .formatted(it.pluginId(), it.version(), it.licenseType(), it.code(), it.remedy()));
  }

  private static void requireNone(List<Obstacle> obstacles, LockedSite site) {
    if (!obstacles.isEmpty()) {
      throw InstallationProblem.LOCK_NOT_APPLICABLE
          .because(
              "%s cannot be given exactly what the lock of %s holds: %s"
                  .formatted(
                      site.site().id(),
                      site.order().lock().siteId(),
                      obstacles.stream().map(Obstacle::says).collect(joining(" "))))
          .with("obstacles", obstacles);
    }
  }
}
