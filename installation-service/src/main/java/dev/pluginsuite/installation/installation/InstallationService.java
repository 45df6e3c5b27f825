package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.seat.Claim;
import dev.pluginsuite.installation.seat.SeatService;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The use cases of what is installed. */
@ApplicationScoped
public class InstallationService {
  private static final String TAKE_BACK = "installation.take-back";

  private final InstallationRepository installations;
  private final HistoryRepository history;
  private final SiteChangeService changes;
  private final PackageService packages;
  private final SeatService seats;
  private final Idempotency idempotency;
  private final Audit audit;

  InstallationService(
      InstallationRepository installations,
      HistoryRepository history,
      SiteChangeService changes,
      PackageService packages,
      SeatService seats,
      Idempotency idempotency,
      Audit audit) {
    this.installations = installations;
    this.history = history;
    this.changes = changes;
    this.packages = packages;
    this.seats = seats;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  @WithSession
  public Uni<InstallationView> get(UUID id, SiteScope scope) {
    return installations.get(id, scope).map(InstallationView::of);
  }

  /**
   * As it is while its site is locked. Refuses a decision without the grounds that the site asks
   * for.
   */
  @WithTransaction
  public Uni<InstallationView> grounded(UUID id, Decision decision) {
    return lockSite(id, decision).chain(() -> get(id, decision.scope()));
  }

  /** Before the installation is read: what was read once is not read again under the lock. */
  private Uni<String> lockSite(UUID id, Decision decision) {
    return installations
        .siteOf(id)
        .invoke(siteId -> requireInScope(id, siteId, decision.scope()))
        .call(siteId -> changes.requireGrounds(siteId, decision));
  }

  @WithSession
  public Uni<List<InstallationView>> all(List<UUID> ids) {
    return installations.all(ids).map(rows -> rows.stream().map(InstallationView::of).toList());
  }

  @WithSession
  Uni<Page<Installation>> list(
      SiteScope scope, InstallationRepository.Filter filter, PageRequest page) {
    return installations.page(scope, filter, page);
  }

  @WithSession
  Uni<Page<HistoryEntry>> history(UUID id, SiteScope scope, PageRequest page) {
    return installations.get(id, scope).chain(() -> history.page(id, page));
  }

  @WithTransaction
  public Uni<Changed> activate(UUID id, Decision decision) {
    return decide(
        id, decision, "installation.activate", (site, it) -> activate(site, it, decision.actor()));
  }

  private Uni<List<Installation>> activate(
      SitePlugins site, Installation installation, Actor actor) {
    var packageIds = site.needs(installation).stream().map(it -> it.packageId).toList();
    return packages
        .all(packageIds)
        .invoke(all -> all.forEach(PackageService::requireNotRevoked))
        .call(all -> seats.hold(installation.siteId, claims(all), actor))
        .map(all -> site.activate(installation));
  }

  private static List<Claim> claims(List<PackageState> packages) {
    return packages.stream().map(Claim::of).toList();
  }

  @WithTransaction
  public Uni<Changed> deactivate(UUID id, boolean cascade, Decision decision) {
    return decide(
        id,
        decision,
        "installation.deactivate",
        (site, it) -> Uni.createFrom().item(() -> site.deactivate(it, cascade)));
  }

  @WithTransaction
  public Uni<Changed> remove(UUID id, boolean cascade, Decision decision) {
    return decide(
        id,
        decision,
        "installation.remove",
        (site, it) -> Uni.createFrom().item(() -> site.remove(it, cascade)));
  }

  /**
   * Gives the site back what it had before somebody changed it. Answers whether: not where somebody
   * has gone on from there.
   *
   * @param id of an installation that was changed
   * @param generation of the document that carried the change
   */
  @WithTransaction
  public Uni<Boolean> takeBack(String siteId, UUID id, long generation, Decision decision) {
    return changes
        .takeBack(siteId, id, generation, Cause.of(decision, TAKE_BACK))
        .call(done -> done ? noteTakenBack(id, decision) : Uni.createFrom().voidItem());
  }

  private Uni<Void> noteTakenBack(UUID id, Decision decision) {
    return installations
        .get(id, decision.scope())
        .map(InstallationView::of)
        .chain(it -> note(decision, TAKE_BACK, new Changed(it, List.of())));
  }

  /** Whatever version a site has of a plugin, even on its way out; null if it has none. */
  @WithTransaction
  public Uni<@Nullable InstallationView> find(String siteId, String pluginId) {
    return changes
        .alive(siteId)
        .map(
            all ->
                all.stream().filter(it -> it.pluginId().equals(pluginId)).findFirst().orElse(null));
  }

  private Uni<Changed> decide(
      UUID id,
      Decision decision,
      String action,
      BiFunction<SitePlugins, Installation, Uni<List<Installation>>> verb) {
    return idempotency.once(
        decision.request(),
        () -> decideOnce(id, decision, action, verb),
        it -> it.installation().id(),
        ignored -> installations.get(id, decision.scope()).map(it -> Changed.of(it, List.of())));
  }

  private Uni<Changed> decideOnce(
      UUID id,
      Decision decision,
      String action,
      BiFunction<SitePlugins, Installation, Uni<List<Installation>>> verb) {
    return lockSite(id, decision)
        .chain(
            siteId ->
                changes.change(
                    siteId, Cause.of(decision, action), site -> apply(site, id, decision, verb)))
        .call(it -> note(decision, action, it));
  }

  private static Uni<Changed> apply(
      SitePlugins site,
      UUID id,
      Decision decision,
      BiFunction<SitePlugins, Installation, Uni<List<Installation>>> verb) {
    var installation = site.get(id);
    EntityTags.check(decision.ifMatch(), installation.revision);
    return verb.apply(site, installation).map(all -> Changed.of(installation, all));
  }

  private Uni<Void> note(Decision decision, String action, Changed changed) {
    var it = changed.installation();
    return audit.record(
        decision.actor(),
        Deed.of(action, "installation", it.id())
            .changing(it.status(), it.desiredStatus())
            .because(decision.reason(), decision.changeReference()));
  }

  private static void requireInScope(UUID id, String siteId, SiteScope scope) {
    if (!scope.contains(siteId)) {
      throw InstallationRepository.unknown(id);
    }
  }
}
