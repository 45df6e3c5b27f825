package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.trace.TraceContext;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Moves deployments from one status to the next: each move with its audit and its event. */
@ApplicationScoped
public class DeploymentService {
  /** Where it is called out that there is something to do, so that it need not wait for a pass. */
  public static final String CHANGED = "deployment-changed";

  private static final Actor ENGINE = Actor.system("rollout");

  private final DeploymentRepository deployments;
  private final TargetService targets;
  private final WaveService waves;
  private final ProgressService progress;
  private final RollbackService rollback;
  private final Admission admission;
  private final ApprovalService approvals;
  private final DeploymentTelling telling;
  private final Clock clock;

  DeploymentService(
      DeploymentRepository deployments,
      TargetService targets,
      WaveService waves,
      ProgressService progress,
      RollbackService rollback,
      Admission admission,
      ApprovalService approvals,
      DeploymentTelling telling,
      Clock clock) {
    this.deployments = deployments;
    this.targets = targets;
    this.waves = waves;
    this.progress = progress;
    this.rollback = rollback;
    this.admission = admission;
    this.approvals = approvals;
    this.telling = telling;
    this.clock = clock;
  }

  /** Writes down a new one. */
  @WithTransaction
  Uni<Deployment> open(Deployment deployment, Actor by) {
    var why = new Why(deployment.reason, deployment.changeReference);
    return deployments.persist(deployment).call(it -> telling.of(it, null, by, "create", why));
  }

  /** Starts one that is due, if it may be started. Answers whether there was one. */
  @WithTransaction
  public Uni<Boolean> startNext() {
    return deployments
        .nextDue()
        .chain(id -> id == null ? nothing() : deployments.lock(id).chain(this::start));
  }

  private Uni<Boolean> start(Deployment deployment) {
    return targets
        .sites(deployment.id)
        .chain(before -> freeze(deployment, before))
        .chain(unapproved -> approvals.mayStart(deployment, unapproved))
        .chain(may -> may ? begin(deployment) : Uni.createFrom().voidItem())
        .replaceWith(true);
  }

  private Uni<Void> begin(Deployment deployment) {
    var before = deployment.status;
    deployment.start(clock.instant());
    return telling
        .of(deployment, before, ENGINE, "start", Why.NONE)
        .chain(() -> progress.begin(deployment));
  }

  /**
   * One that was scheduled goes to the sites that its selector selects now. Answers those of its
   * sites that nobody has approved.
   */
  private Uni<List<String>> freeze(Deployment it, List<String> before) {
    var selector = it.siteSelector;
    return selector == null || it.scheduledFor == null
        ? Uni.createFrom().item(needsNobody(it) ? List.<String>of() : before)
        : admission
            .selectedNow(selector)
            .map(found -> found.isEmpty() ? before : found)
            .call(found -> refreeze(it, found))
            .map(found -> it.isApproved() ? without(found, before) : found);
  }

  /** Going back ends an outage: it waits for nobody. */
  private static boolean needsNobody(Deployment it) {
    return it.isApproved() || it.rollbackOf != null;
  }

  private static List<String> without(List<String> all, List<String> some) {
    var known = Set.copyOf(some);
    return all.stream().filter(it -> !known.contains(it)).toList();
  }

  private Uni<Void> refreeze(Deployment it, List<String> siteIds) {
    it.targetCount = siteIds.size();
    return targets
        .delete(it.id)
        .chain(() -> waves.delete(it.id))
        .chain(() -> place(it, siteIds, false));
  }

  /** Gives it its targets and waves. */
  Uni<Void> place(Deployment it, List<String> siteIds, boolean now) {
    var sizes = it.strategy.sizes(siteIds.size());
    return targets
        .create(it.id, it.pluginId, siteIds, sizes, now)
        .chain(() -> waves.create(it.id, sizes));
  }

  /** Stops what would install a package that was revoked. */
  @WithTransaction
  public Uni<Void> cancelInstallsOf(UUID packageId) {
    return deployments
        .installsOf(packageId)
        .onItem()
        .transformToMulti(ids -> Multi.createFrom().iterable(ids))
        .onItem()
        .transformToUniAndConcatenate(this::cancelRevoked)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** One that ended while its row was waited for is past stopping, and no reason not to go on. */
  private Uni<Deployment> cancelRevoked(UUID id) {
    return deployments
        .lock(id)
        .chain(
            it ->
                it.canBeCancelled()
                    ? cancel(it, "revoked", Why.NONE, ENGINE)
                    : Uni.createFrom().item(it));
  }

  /** One that is locked. */
  Uni<Deployment> cancel(Deployment deployment, String why, Why reason, Actor by) {
    var before = deployment.status;
    deployment.cancel(why, clock.instant());
    return targets
        .cancelPending(deployment.id)
        .chain(() -> telling.of(deployment, before, by, "cancel", reason))
        .chain(() -> rollback.ended(deployment))
        .replaceWith(deployment);
  }

  /**
   * Says the counters of one that changed, at most once a second. Answers whether there was one.
   */
  @WithTransaction
  public Uni<Boolean> announceNext() {
    return deployments
        .nextUnsaid()
        .chain(id -> id == null ? nothing() : deployments.lock(id).chain(this::announceProgress));
  }

  private Uni<Boolean> announceProgress(Deployment deployment) {
    return telling.progress(deployment).replaceWith(true);
  }

  /** Plugin and id of each that has sites to ask. */
  @WithSession
  public Uni<List<Waiting>> toSend() {
    return deployments.toSend().map(rows -> rows.stream().map(DeploymentService::waiting).toList());
  }

  private static Waiting waiting(Object[] it) {
    return new Waiting(
        (String) it[0], UUID.fromString((String) it[1]), TraceContext.of((String) it[2]));
  }

  private static Uni<Boolean> nothing() {
    return Uni.createFrom().item(false);
  }

  /**
   * A running deployment with sites that were not asked yet.
   *
   * @param cause because of which it was made
   */
  public record Waiting(String pluginId, UUID deploymentId, TraceContext cause) {}
}
