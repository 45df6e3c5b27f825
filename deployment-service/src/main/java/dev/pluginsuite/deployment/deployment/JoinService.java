package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.known.KnownSiteService;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Adds sites to deployments that run, where whoever created them has chosen so. */
@ApplicationScoped
public class JoinService {
  private static final Actor ENGINE = Actor.system("rollout");

  /** All of them are named in one entry of the history. */
  private static final int BATCH = 20;

  private final JoinRepository joins;
  private final DeploymentRepository deployments;
  private final WaveService waves;
  private final TargetService targets;
  private final ApprovalService approvals;
  private final DeploymentTelling telling;
  private final Clock clock;

  JoinService(
      JoinRepository joins,
      DeploymentRepository deployments,
      WaveService waves,
      TargetService targets,
      ApprovalService approvals,
      DeploymentTelling telling,
      Clock clock) {
    this.joins = joins;
    this.deployments = deployments;
    this.waves = waves;
    this.targets = targets;
    this.approvals = approvals;
    this.telling = telling;
    this.clock = clock;
  }

  /** Looks at the sites that one deployment would select by now. Answers whether there was one. */
  @WithTransaction
  public Uni<Boolean> joinNext() {
    return joins
        .next()
        .chain(id -> id == null ? Uni.createFrom().item(false) : join(id).replaceWith(true));
  }

  private Uni<Void> join(UUID id) {
    return deployments
        .lock(id)
        .chain(
            it ->
                joins
                    .sites(id, Math.min(BATCH, KnownSiteService.MOST - it.targetCount))
                    .chain(found -> decide(it, found)));
  }

  private Uni<Void> decide(Deployment it, List<String> found) {
    return approvals
        .missing(it, found)
        .chain(policies -> policies.isEmpty() ? join(it, found) : decideEach(it, found, policies));
  }

  private Uni<Void> decideEach(Deployment it, List<String> found, List<String> policies) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(
            site ->
                approvals
                    .missing(it, List.of(site))
                    .map(missing -> new Looked(site, missing.isEmpty())))
        .collect()
        .asList()
        .chain(
            all ->
                join(it, Looked.sites(all, true))
                    .chain(() -> leaveOut(it, Looked.sites(all, false), policies)));
  }

  private Uni<Void> join(Deployment it, List<String> siteIds) {
    return siteIds.isEmpty()
        ? Uni.createFrom().voidItem()
        : waves.of(it.id).chain(all -> join(it, siteIds, next(it, all)));
  }

  /** Not into one that is under way, as long as there is another one to come. */
  private static Wave next(Deployment it, List<Wave> all) {
    return all.get(Math.min(it.wave, all.size() - 1));
  }

  private Uni<Void> join(Deployment it, List<String> siteIds, Wave wave) {
    var what =
        "Match the selector by now and come into wave %d: %s."
            .formatted(wave.number(), String.join(", ", siteIds));
    return targets
        .join(it.id, it.pluginId, wave.number(), siteIds)
        .invoke(added -> it.join(added))
        .invoke(added -> wave.join(added, clock.instant()))
        .chain(() -> telling.step(it, ENGINE, "join", what));
  }

  private Uni<Void> leaveOut(Deployment it, List<String> siteIds, List<String> policies) {
    var what =
        "Match the selector by now and are left out, since nobody has approved them under the policies %s: %s."
            .formatted(policies, String.join(", ", siteIds));
    return joins.leaveOut(it.id, siteIds).chain(() -> telling.step(it, ENGINE, "leave-out", what));
  }

  private record Looked(String siteId, boolean free) {
    private static List<String> sites(List<Looked> all, boolean free) {
      return all.stream().filter(it -> it.free == free).map(Looked::siteId).toList();
    }
  }
}
