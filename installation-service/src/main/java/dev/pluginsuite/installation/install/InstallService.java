package dev.pluginsuite.installation.install;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.Changed;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.NewPlugin;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.seat.SeatService;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Accepts installations: the site is locked, the packages keep their approval, all or nothing. */
@ApplicationScoped
public class InstallService {
  private final SiteService sites;
  private final Planner planner;
  private final PackageService packages;
  private final SiteChangeService changes;
  private final InstallationService installations;
  private final SeatService seats;
  private final Idempotency idempotency;
  private final Audit audit;

  InstallService(
      SiteService sites,
      Planner planner,
      PackageService packages,
      SiteChangeService changes,
      InstallationService installations,
      SeatService seats,
      Idempotency idempotency,
      Audit audit) {
    this.sites = sites;
    this.planner = planner;
    this.packages = packages;
    this.changes = changes;
    this.installations = installations;
    this.seats = seats;
    this.idempotency = idempotency;
    this.audit = audit;
  }

  @WithTransaction
  public Uni<PlanView> preview(Order order) {
    return plan(order).invoke(it -> it.requireDirection(order)).chain(it -> preview(order, it));
  }

  private Uni<PlanView> preview(Order order, Planned planned) {
    return seats
        .preview(order.siteId(), planned.claims(order))
        .map(it -> PlanView.of(order, planned, it));
  }

  @WithTransaction
  public Uni<Changed> install(Order order) {
    return idempotency.once(
        order.decision().request(),
        () -> installOnce(order),
        it -> it.installation().id(),
        id -> again(order, id));
  }

  private Uni<Changed> again(Order order, UUID id) {
    return installations.get(id, order.decision().scope()).map(it -> new Changed(it, List.of(it)));
  }

  private Uni<Changed> installOnce(Order order) {
    return changes
        .requireGrounds(order.siteId(), order.decision())
        .chain(() -> plan(order))
        .invoke(it -> check(it, order))
        .call(it -> packages.keepApproved(it.ids(), order.isBack() ? order.packageId() : null))
        .chain(it -> accept(order, it))
        .call(it -> note(order, it));
  }

  private Uni<Changed> accept(Order order, Planned planned) {
    var plugins = Configured.of(order, planned);
    return seats
        .hold(order.siteId(), planned.claims(order), order.decision().actor())
        .chain(() -> place(order, plugins));
  }

  private Uni<Changed> place(Order order, List<NewPlugin> plugins) {
    return changes.place(
        order.siteId(), plugins, order.activate(), order.decision(), order.action());
  }

  private Uni<Planned> plan(Order order) {
    return sites
        .lock(order.siteId())
        .invoke(InstallService::requireActive)
        .chain(it -> plan(it, order));
  }

  private Uni<Planned> plan(SiteView site, Order order) {
    return changes.present(site.id()).chain(it -> plan(site, it, order));
  }

  private Uni<Planned> plan(SiteView site, List<InstallationView> present, Order order) {
    return order.replaces() == null
        ? planner.install(site, present, order.packageId())
        : planner.replace(
            site, present, earlier(present, order), order.packageId(), order.isBack());
  }

  /** As it is now that the site is locked. */
  private static InstallationView earlier(List<InstallationView> present, Order order) {
    var id = Objects.requireNonNull(order.replaces()).installationId();
    var earlier =
        present.stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    InstallationProblem.ILLEGAL_TRANSITION.because(
                        "The installation %s is not at %s any more; look at what is there now."
                            .formatted(id, order.siteId())));
    EntityTags.check(order.decision().ifMatch(), earlier.revision());
    return earlier;
  }

  private static void requireActive(SiteView site) {
    if (!site.isActive()) {
      throw InstallationProblem.SITE_NOT_ACTIVE.because(
          "The site %s is %s; only an ACTIVE one can be given plugins."
              .formatted(site.id(), site.status()));
    }
  }

  private static void check(Planned planned, Order order) {
    planned.requireDirection(order);
    planned.requireHash(order);
  }

  private Uni<Void> note(Order order, Changed changed) {
    var it = changed.installation();
    var decision = order.decision();
    return audit.record(
        decision.actor(),
        Deed.of(order.action(), "installation", it.id())
            .changing(null, it.desiredStatus())
            .because(decision.reason(), decision.changeReference()));
  }
}
