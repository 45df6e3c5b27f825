package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentStatus.CANCELLED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.IN_PROGRESS;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PAUSED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLED_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLING_BACK;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.ILLEGAL_TRANSITION;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.NOTHING_TO_RETRY;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people decide about a deployment. What is so already changes nothing. */
@ApplicationScoped
class DecisionService {
  private final DeploymentRepository deployments;
  private final DeploymentService moves;
  private final ProgressService progress;
  private final RollbackService rollback;
  private final TargetService targets;
  private final DeploymentTelling telling;

  DecisionService(
      DeploymentRepository deployments,
      DeploymentService moves,
      ProgressService progress,
      RollbackService rollback,
      TargetService targets,
      DeploymentTelling telling) {
    this.deployments = deployments;
    this.moves = moves;
    this.progress = progress;
    this.rollback = rollback;
    this.targets = targets;
    this.telling = telling;
  }

  /**
   * @param done what it is already once this was decided
   */
  private Uni<Deployment> decide(
      UUID id,
      @Nullable String ifMatch,
      Set<DeploymentStatus> done,
      Function<Deployment, Uni<?>> verb) {
    return deployments.lock(id).call(it -> decide(it, ifMatch, done, verb));
  }

  private static Uni<?> decide(
      Deployment it,
      @Nullable String ifMatch,
      Set<DeploymentStatus> done,
      Function<Deployment, Uni<?>> verb) {
    if (done.contains(it.status)) {
      return Uni.createFrom().voidItem();
    }
    EntityTags.check(ifMatch, it.revision);
    return verb.apply(it);
  }

  /** Nobody else is asked. */
  @WithTransaction
  Uni<Deployment> pause(UUID id, @Nullable String ifMatch, Why why, Actor by) {
    return decide(id, ifMatch, Set.of(PAUSED), it -> pause(it, why, by));
  }

  private Uni<Void> pause(Deployment it, Why why, Actor by) {
    var before = it.status;
    it.pause("paused");
    return telling.of(it, before, by, "pause", why);
  }

  /** Goes on; in spite of failures, where these were too many. */
  @WithTransaction
  Uni<Deployment> resume(UUID id, @Nullable String ifMatch, Why why, Actor by) {
    return decide(id, ifMatch, Set.of(IN_PROGRESS), it -> resume(it, why, by));
  }

  private Uni<Void> resume(Deployment it, Why why, Actor by) {
    if (!it.is(PAUSED)) {
      throw ILLEGAL_TRANSITION.because(
          "Deployment %s is %s; only a PAUSED one can be resumed.".formatted(it.id, it.status));
    }
    it.resume();
    return telling.of(it, PAUSED, by, "resume", why).chain(() -> progress.forgive(it));
  }

  /** The next wave begins, however the present one stands. */
  @WithTransaction
  Uni<Deployment> promote(UUID id, @Nullable String ifMatch, Why why, Actor by) {
    return decide(id, ifMatch, Set.of(), it -> progress.promote(it, why, by));
  }

  /** Asks those anew that failed. */
  @WithTransaction
  Uni<Deployment> retry(UUID id, @Nullable String ifMatch, Why why, Actor by) {
    return decide(id, ifMatch, Set.of(), it -> retry(it, why, by));
  }

  private Uni<Void> retry(Deployment it, Why why, Actor by) {
    if (it.failureCount == 0 || it.rolledBackAt != null) {
      throw NOTHING_TO_RETRY.because(
          "Nothing of deployment %s has failed that could be asked anew.".formatted(it.id));
    }
    var before = it.status;
    it.retry();
    return rollback
        .again(it, before, why, by)
        .chain(() -> telling.of(it, before, by, "retry", why))
        .chain(deployments::flush)
        .chain(() -> targets.retry(it.id))
        .chain(() -> deployments.refreshed(it.id))
        .chain(progress::forgive);
  }

  /** What it has done is taken back by a deployment of its own. */
  @WithTransaction
  Uni<Deployment> rollBack(
      UUID id, @Nullable String ifMatch, RollbackService.Extent extent, Why why, Actor by) {
    return decide(
        id,
        ifMatch,
        Set.of(ROLLING_BACK, ROLLED_BACK),
        it -> rollback.begin(it, "rolled back", extent, why, by));
  }

  /** What was not asked yet is not asked any more; what was asked is withdrawn where it can be. */
  @WithTransaction
  Uni<Deployment> cancel(UUID id, @Nullable String ifMatch, Why why, Actor by) {
    return decide(id, ifMatch, Set.of(CANCELLED), it -> moves.cancel(it, "cancelled", why, by));
  }
}
