package dev.pluginsuite.installation.lapse;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.licence.LicenceService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.seat.Claim;
import dev.pluginsuite.installation.seat.SeatService;
import dev.pluginsuite.installation.work.SiteTask;
import dev.pluginsuite.installation.work.SiteTaskHandler;
import dev.pluginsuite.installation.work.SiteTasks;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The use cases of licences that have ended: one transaction for each site. */
@ApplicationScoped
class LapseService implements SiteTaskHandler {
  private static final String KIND = "LAPSE";
  private static final Actor ACTOR = Actor.system("licences");
  private static final int LONGEST = 2_000;

  private final LapseRepository lapsed;
  private final SiteTasks tasks;
  private final LicenceService licences;
  private final SeatService seats;
  private final SiteChangeService changes;
  private final PackageService packages;
  private final LapseConfig config;
  private final Audit audit;

  LapseService(
      LapseRepository lapsed,
      SiteTasks tasks,
      LicenceService licences,
      SeatService seats,
      SiteChangeService changes,
      PackageService packages,
      LapseConfig config,
      Audit audit) {
    this.lapsed = lapsed;
    this.tasks = tasks;
    this.licences = licences;
    this.seats = seats;
    this.changes = changes;
    this.packages = packages;
    this.config = config;
    this.audit = audit;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** The site first: whoever changes it takes its lock, then the licences', then the task's. */
  @Override
  @WithTransaction
  public Uni<Void> handle(SiteTask task) {
    return changes
        .present(task.siteId())
        .map(present -> packagesOf(task, present))
        .chain(ids -> mayGoOn(task, ids))
        .chain(goesOn -> goesOn ? nothing() : stop(task))
        .chain(() -> tasks.handled(task));
  }

  private static List<UUID> packagesOf(SiteTask task, List<InstallationView> present) {
    return present.stream()
        .filter(it -> it.pluginId().equals(task.detail()))
        .map(InstallationView::packageId)
        .toList();
  }

  /** It may have been extended meanwhile, or another licence does: then the seat moves there. */
  private Uni<Boolean> mayGoOn(SiteTask task, List<UUID> packageIds) {
    return lapsed
        .isSeated(task)
        .chain(seated -> seated ? holds(task, packageIds) : Uni.createFrom().item(true));
  }

  private Uni<Boolean> holds(SiteTask task, List<UUID> packageIds) {
    return packages
        .all(packageIds)
        .map(all -> all.stream().map(Claim::of).toList())
        .chain(claims -> seats.holds(task.siteId(), claims, ACTOR));
  }

  private Uni<Void> stop(SiteTask task) {
    return licences
        .endedBecause(task.subjectId())
        .chain(because -> because == null ? nothing() : stop(task, because));
  }

  private Uni<Void> stop(SiteTask task, String because) {
    return changes
        .stop(task.siteId(), task.detail(), because)
        .chain(stopped -> note(stopped, because));
  }

  private Uni<Void> note(List<InstallationView> stopped, String because) {
    var chain = nothing();
    for (var it : stopped) {
      var deed =
          Deed.of("installation.stop", "installation", it.id())
              .changing(it.status(), it.desiredStatus())
              .because(because.substring(0, Math.min(LONGEST, because.length())), null);
      chain = chain.chain(() -> audit.record(ACTOR, deed));
    }
    return chain;
  }

  @Override
  @WithTransaction
  public Uni<Boolean> tellNextAgain() {
    return tasks
        .takeStuck(KIND, "i.plugin_id = t.detail and i.live", config.againAfter())
        .call(
            it ->
                it == null
                    ? nothing()
                    : changes.tellAgain(it.siteId()).chain(() -> tasks.handled(it)))
        .map(it -> it != null);
  }

  @Override
  @WithTransaction
  public Uni<Integer> sweep() {
    return lapsed.sweep();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
