package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentState.BREACHED;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.ILLEGAL_TRANSITION;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.strategy.Verdict;
import dev.pluginsuite.deployment.target.GateService;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Takes a deployment from wave to wave, by what its sites have answered. */
@ApplicationScoped
public class ProgressService {
  private static final Actor ENGINE = Actor.system("rollout");

  private final DeploymentRepository deployments;
  private final WaveService waves;
  private final TargetService targets;
  private final GateService gates;
  private final RollbackService rollback;
  private final DeploymentTelling telling;
  private final Clock clock;

  ProgressService(
      DeploymentRepository deployments,
      WaveService waves,
      TargetService targets,
      GateService gates,
      RollbackService rollback,
      DeploymentTelling telling,
      Clock clock) {
    this.deployments = deployments;
    this.waves = waves;
    this.targets = targets;
    this.gates = gates;
    this.rollback = rollback;
    this.telling = telling;
    this.clock = clock;
  }

  /** The first wave's sites are asked. */
  Uni<Void> begin(Deployment it) {
    return waves.of(it.id).invoke(all -> all.get(0).start(clock.instant())).replaceWithVoid();
  }

  /** Looks at one of whose sites something was counted. */
  @WithTransaction
  public Uni<Void> judge(UUID id) {
    return deployments
        .lock(id)
        .chain(
            it ->
                it.is(DeploymentStatus.IN_PROGRESS)
                    ? waves.of(id).chain(all -> judge(it, all))
                    : nothing());
  }

  /** Looks at one of whose sites the health has changed. */
  @WithTransaction
  public Uni<Void> look(UUID id, UUID installation) {
    return gates.look(id, installation).chain(() -> judge(id));
  }

  private Uni<Void> judge(Deployment it, List<Wave> all) {
    var breached = breached(it, all);
    if (breached.isPresent()) {
      return breach(it, breached.get());
    }
    var current = all.get(it.wave - 1);
    return current.is(WaveStatus.RUNNING) && current.verdict(it.strategy) == Verdict.PASSED
        ? passed(it, all, current)
        : settle(it, all);
  }

  /** Some of its sites were given up on that did not open in time. */
  @WithTransaction
  public Uni<Void> closed(UUID id, int sites) {
    var what = "%d sites had no maintenance window in time.".formatted(sites);
    return deployments
        .lock(id)
        .chain(it -> telling.step(it, ENGINE, "skip", what))
        .chain(() -> judge(id));
  }

  private static Optional<Wave> breached(Deployment it, List<Wave> all) {
    return all.stream()
        .filter(wave -> !wave.is(WaveStatus.PENDING) && !wave.is(WaveStatus.BREACHED))
        .filter(wave -> wave.verdict(it.strategy) == Verdict.BREACHED)
        .findFirst();
  }

  private Uni<Void> breach(Deployment it, Wave wave) {
    wave.breach(clock.instant());
    var why = "Too many sites failed or are not well. " + wave.says();
    return switch (it.strategy.breach()) {
      case PAUSE -> {
        it.pause(BREACHED);
        yield telling.of(it, DeploymentStatus.IN_PROGRESS, ENGINE, "breach", new Why(why, null));
      }
      case STOP -> stop(it, why);
      case ROLL_BACK ->
          rollback.hasAnything(it).chain(any -> any ? rollBack(it, why) : stop(it, why));
    };
  }

  private Uni<Void> stop(Deployment it, String why) {
    it.stop(BREACHED);
    return telling
        .step(it, ENGINE, "breach", why)
        .chain(() -> targets.cancelPending(it.id))
        .chain(() -> again(it.id));
  }

  private Uni<Void> rollBack(Deployment it, String why) {
    return telling
        .step(it, ENGINE, "breach", why)
        .chain(
            () -> rollback.begin(it, BREACHED, RollbackService.WHOLE, new Why(why, null), ENGINE));
  }

  /** Its counters have changed under it. */
  private Uni<Void> again(UUID id) {
    return deployments.refreshed(id).chain(it -> it.isOver() ? settle(it) : nothing());
  }

  private Uni<Void> passed(Deployment it, List<Wave> all, Wave wave) {
    var soak = it.strategy.soaking();
    if (soak.isZero()) {
      return advance(it, all, wave);
    }
    return waves
        .time()
        .invoke(now -> wave.soak(now.plus(soak)))
        .chain(() -> telling.step(it, ENGINE, "soak", wave.says()));
  }

  private Uni<Void> advance(Deployment it, List<Wave> all, Wave wave) {
    wave.pass(clock.instant());
    if (it.wave == all.size()) {
      return all.size() == 1
          ? settle(it, all)
          : telling.step(it, ENGINE, "pass", wave.says()).chain(() -> settle(it, all));
    }
    it.advance();
    var next = all.get(it.wave - 1);
    next.start(clock.instant());
    // It may have nobody to ask: of one that was stopped before.
    return telling.step(it, ENGINE, "advance", wave.says()).chain(() -> judge(it, all));
  }

  /** When the last site of the last wave has answered, and nothing is watched any more. */
  private Uni<Void> settle(Deployment it, List<Wave> all) {
    var isWatched = all.stream().anyMatch(wave -> wave.is(WaveStatus.SOAKING));
    return it.isOver() && !isWatched ? settle(it) : nothing();
  }

  private Uni<Void> settle(Deployment it) {
    it.settle(clock.instant());
    return telling
        .of(it, DeploymentStatus.IN_PROGRESS, ENGINE, "settle", Why.NONE)
        .chain(() -> rollback.ended(it));
  }

  /**
   * Goes on with one whose wave was watched for long enough; answers whether there was one.
   *
   * @param gated whether those with a health gate, too: all that was said of health has been heard
   */
  @WithTransaction
  public Uni<Boolean> endNextSoak(boolean gated) {
    return waves
        .nextSoaked(gated)
        .chain(id -> id == null ? Uni.createFrom().item(false) : endSoak(id).replaceWith(true));
  }

  /** Somebody else may have ended it before the lock was had. */
  private Uni<Void> endSoak(UUID id) {
    return waves.isSoaked(id).chain(it -> it ? soaked(id) : nothing());
  }

  private Uni<Void> soaked(UUID id) {
    return gates
        .missSigns(id)
        .chain(() -> deployments.lock(id))
        .chain(it -> waves.of(id).chain(all -> endSoak(it, all)));
  }

  private Uni<Void> endSoak(Deployment it, List<Wave> all) {
    var breached = breached(it, all);
    return breached.isPresent()
        ? breach(it, breached.get())
        : advance(it, all, all.get(it.wave - 1));
  }

  /** What has failed until now does not stop it any more. */
  Uni<Void> forgive(Deployment it) {
    return waves
        .of(it.id)
        .invoke(
            all ->
                all.stream()
                    .filter(wave -> wave.is(WaveStatus.BREACHED))
                    .forEach(wave -> wave.forgive(it.strategy, clock.instant())))
        .chain(all -> judge(it, all));
  }

  /** The next wave begins now. */
  Uni<Void> promote(Deployment it, Why why, Actor by) {
    if (!it.is(DeploymentStatus.IN_PROGRESS)) {
      throw ILLEGAL_TRANSITION.because(
          "Deployment %s is %s; only one that is IN_PROGRESS can be promoted."
              .formatted(it.id, it.status));
    }
    return waves.of(it.id).chain(all -> promote(it, all, why, by));
  }

  private Uni<Void> promote(Deployment it, List<Wave> all, Why why, Actor by) {
    var wave = all.get(it.wave - 1);
    if (it.wave == all.size() && !wave.is(WaveStatus.SOAKING)) {
      throw ILLEGAL_TRANSITION.because("Deployment %s is in its last wave.".formatted(it.id));
    }
    return telling.step(it, by, "promote", text(why, wave)).chain(() -> advance(it, all, wave));
  }

  private static String text(Why why, Wave wave) {
    return Objects.requireNonNullElseGet(why.reason(), wave::says);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
