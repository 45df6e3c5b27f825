package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.ILLEGAL_TRANSITION;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.NOTHING_TO_ROLL_BACK;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes deployments back: by deployments of their own, which end as any other. */
@ApplicationScoped
class RollbackService {
  static final Extent WHOLE = new Extent(null, null);

  private final DeploymentRepository deployments;
  private final TargetService targets;
  private final WaveService waves;
  private final DeploymentTelling telling;
  private final Clock clock;

  RollbackService(
      DeploymentRepository deployments,
      TargetService targets,
      WaveService waves,
      DeploymentTelling telling,
      Clock clock) {
    this.deployments = deployments;
    this.targets = targets;
    this.waves = waves;
    this.telling = telling;
    this.clock = clock;
  }

  /**
   * How much is taken back.
   *
   * @param waves their numbers; all, if absent
   * @param force also where somebody has changed something since
   */
  record Extent(@Nullable List<Integer> waves, @Nullable Boolean force) {
    private List<Integer> wavesOrAll() {
      return Objects.requireNonNullElse(waves, List.of());
    }

    private boolean isForced() {
      return Boolean.TRUE.equals(force);
    }
  }

  /** Whether it has made of any site what could be taken back. */
  Uni<Boolean> hasAnything(Deployment it) {
    return targets.countBack(it.id, List.of()).map(count -> count > 0);
  }

  /** One that is locked. What was not asked yet is not asked any more. */
  Uni<Void> begin(Deployment it, String status, Extent extent, Why why, Actor by) {
    require(it);
    var before = it.status;
    var back = new Deployment(it, extent.waves() == null, why, by.name(), clock.instant());
    it.rollBack(status);
    return targets
        .cancelPending(it.id)
        .chain(() -> telling.of(it, before, by, "rollback", why))
        .chain(() -> deployments.persist(back))
        .chain(() -> targets.createBack(back.id, it.id, extent.wavesOrAll(), extent.isForced()))
        .invoke(count -> requireSome(it, count))
        .invoke(count -> back.targetCount = count)
        .chain(count -> waves.create(back.id, List.of(count)))
        .chain(() -> telling.of(back, null, by, "create", why));
  }

  private static void require(Deployment it) {
    if (!it.canRollBack()) {
      throw ILLEGAL_TRANSITION.because(
          "Deployment %s of type %s is %s and cannot be rolled back."
              .formatted(it.id, it.type, it.status));
    }
  }

  private static void requireSome(Deployment it, int count) {
    if (count == 0) {
      throw NOTHING_TO_ROLL_BACK.because(
          "Deployment %s has changed nothing at any of the sites.".formatted(it.id));
    }
  }

  /**
   * One goes on that had ended, and may have taken another one back: that is at it again. It is
   * not, where another rollback has begun since.
   */
  Uni<Void> again(Deployment back, DeploymentStatus before, Why why, Actor by) {
    var of = back.rollbackOf;
    return of == null || !before.isEnd()
        ? Uni.createFrom().voidItem()
        : deployments.lock(of).chain(it -> again(it, why, by));
  }

  private Uni<Void> again(Deployment it, Why why, Actor by) {
    var before = it.status;
    it.rollBackAgain();
    return telling.of(it, before, by, "rollback", why);
  }

  /** One has ended that may have taken another one back. */
  @WithTransaction
  Uni<Void> ended(Deployment back) {
    var of = back.rollbackOf;
    return of == null
        ? Uni.createFrom().voidItem()
        : deployments.lock(of).chain(it -> ended(it, back));
  }

  private Uni<Void> ended(Deployment it, Deployment back) {
    var before = it.status;
    it.rolledBack(back, clock.instant());
    return telling.of(it, before, Actor.system("rollout"), "rolled-back", Why.NONE);
  }
}
