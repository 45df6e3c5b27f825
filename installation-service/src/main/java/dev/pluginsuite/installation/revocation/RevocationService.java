package dev.pluginsuite.installation.revocation;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.work.SiteTask;
import dev.pluginsuite.installation.work.SiteTaskHandler;
import dev.pluginsuite.installation.work.SiteTasks;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The use cases of revocations: begun in one transaction, done in one for each site. */
@ApplicationScoped
public class RevocationService implements SiteTaskHandler {
  private static final String KIND = "REVOCATION";
  private static final Actor ACTOR = Actor.system("revocation");
  private static final int LONGEST = 2_500;

  private final RevocationRepository revoked;
  private final SiteTasks tasks;
  private final SiteChangeService changes;
  private final PackageService packages;
  private final RevocationConfig config;
  private final Audit audit;

  RevocationService(
      RevocationRepository revoked,
      SiteTasks tasks,
      SiteChangeService changes,
      PackageService packages,
      RevocationConfig config,
      Audit audit) {
    this.revoked = revoked;
    this.tasks = tasks;
    this.changes = changes;
    this.packages = packages;
    this.config = config;
    this.audit = audit;
  }

  /** Notes every site that has it, in the transaction that makes it uninstallable. */
  @WithTransaction
  public Uni<Integer> begin(PackageState it) {
    var because = "%s %s was revoked: %s".formatted(it.pluginId(), it.version(), it.reason());
    return revoked.begin(
        it.packageId(), because.length() <= LONGEST ? because : because.substring(0, LONGEST));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  @WithTransaction
  public Uni<Void> handle(SiteTask task) {
    return tasks.lock(task).chain(isOpen -> isOpen ? withdraw(task) : nothing());
  }

  private Uni<Void> withdraw(SiteTask task) {
    return changes
        .withdraw(task.siteId(), task.subjectId(), task.detail())
        .chain(stopped -> note(task, stopped))
        .chain(() -> tasks.handled(task));
  }

  private Uni<Void> note(SiteTask task, List<InstallationView> stopped) {
    var chain = Uni.createFrom().voidItem();
    for (var it : stopped) {
      var deed =
          Deed.of("installation.withdraw", "installation", it.id())
              .changing(it.status(), it.desiredStatus())
              .because(task.detail().substring(0, Math.min(2_000, task.detail().length())), null);
      chain = chain.chain(() -> audit.record(ACTOR, deed));
    }
    return chain;
  }

  @Override
  @WithTransaction
  public Uni<Boolean> tellNextAgain() {
    return tasks
        .takeStuck(KIND, "i.package_id = t.subject_id", config.againAfter())
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
    return revoked.sweep();
  }

  @WithSession
  Uni<RevocationView> progress(UUID packageId) {
    return packages
        .get(packageId)
        .invoke(RevocationService::requireRevoked)
        .chain(it -> revoked.progress(packageId).map(sites -> RevocationView.of(it, sites)));
  }

  private static void requireRevoked(PackageState it) {
    if (it.status() != PackageStatus.REVOKED) {
      throw InstallationProblem.REVOCATION_NOT_FOUND.because(
          "%s %s is %s.".formatted(it.pluginId(), it.version(), it.status()));
    }
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
