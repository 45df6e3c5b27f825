package dev.pluginsuite.installation.lapse;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.lapse.LapseRepository.Task;
import dev.pluginsuite.installation.licence.LicenceService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.seat.Claim;
import dev.pluginsuite.installation.seat.SeatService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of licences that have ended: one transaction for each site. */
@ApplicationScoped
class LapseService {
  private static final Actor ACTOR = Actor.system("licences");
  private static final int LONGEST = 2_000;

  private final LapseRepository tasks;
  private final LicenceService licences;
  private final SeatService seats;
  private final SiteChangeService changes;
  private final PackageService packages;
  private final LapseConfig config;
  private final Audit audit;

  LapseService(
      LapseRepository tasks,
      LicenceService licences,
      SeatService seats,
      SiteChangeService changes,
      PackageService packages,
      LapseConfig config,
      Audit audit) {
    this.tasks = tasks;
    this.licences = licences;
    this.seats = seats;
    this.changes = changes;
    this.packages = packages;
    this.config = config;
    this.audit = audit;
  }

  /** The site first: whoever changes it takes its lock, then the licences', then the task's. */
  @WithTransaction
  Uni<Void> handle(Task task) {
    return changes
        .present(task.siteId())
        .map(present -> packagesOf(task, present))
        .chain(ids -> mayGoOn(task, ids))
        .chain(goesOn -> goesOn ? nothing() : stop(task))
        .chain(() -> tasks.handled(task));
  }

  private static List<UUID> packagesOf(Task task, List<InstallationView> present) {
    return present.stream()
        .filter(it -> it.pluginId().equals(task.pluginId()))
        .map(InstallationView::packageId)
        .toList();
  }

  /** It may have been extended meanwhile, or another licence does: then the seat moves there. */
  private Uni<Boolean> mayGoOn(Task task, List<UUID> packageIds) {
    return tasks
        .isSeated(task)
        .chain(seated -> seated ? holds(task, packageIds) : Uni.createFrom().item(true));
  }

  private Uni<Boolean> holds(Task task, List<UUID> packageIds) {
    return packages
        .all(packageIds)
        .map(all -> all.stream().map(Claim::of).toList())
        .chain(claims -> seats.holds(task.siteId(), claims, ACTOR));
  }

  private Uni<Void> stop(Task task) {
    return licences
        .endedBecause(task.licenceId())
        .chain(because -> because == null ? nothing() : stop(task, because));
  }

  private Uni<Void> stop(Task task, String because) {
    return changes
        .stop(task.siteId(), task.pluginId(), because)
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

  /** Tells one site again that could not do it; null when there is none. */
  @WithTransaction
  Uni<@Nullable Task> tellNextAgain() {
    return tasks
        .takeStuck(config.againAfter())
        .call(
            it ->
                it == null
                    ? nothing()
                    : changes.tellAgain(it.siteId()).chain(() -> tasks.handled(it)));
  }

  @WithTransaction
  Uni<Integer> sweep() {
    return tasks.sweep();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
