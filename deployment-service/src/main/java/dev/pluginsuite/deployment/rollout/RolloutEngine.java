package dev.pluginsuite.deployment.rollout;

import dev.pluginsuite.common.trace.Traces;
import dev.pluginsuite.deployment.deployment.ApprovalService;
import dev.pluginsuite.deployment.deployment.DeploymentService;
import dev.pluginsuite.deployment.deployment.DeploymentService.Waiting;
import dev.pluginsuite.deployment.deployment.JoinService;
import dev.pluginsuite.deployment.target.TargetService;
import dev.pluginsuite.deployment.window.OpeningService;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does what is due, in every replica: rows that another replica is at are skipped or waited for, so
 * each thing is done once. Every step is a transaction; a crash leaves what the next pass finds.
 */
@ApplicationScoped
public class RolloutEngine {
  private final DeploymentService deployments;
  private final ApprovalService approvals;
  private final TargetService targets;
  private final RolloutService rollout;
  private final OpeningService openings;
  private final JoinService joins;
  private static final String ANSWERED = "site-answered";

  private final Passes passes;
  private final Traces traces;
  private final EventBus bus;
  private final AtomicBoolean woken = new AtomicBoolean();

  RolloutEngine(
      DeploymentService deployments,
      ApprovalService approvals,
      TargetService targets,
      RolloutService rollout,
      OpeningService openings,
      JoinService joins,
      Passes passes,
      Traces traces,
      EventBus bus) {
    this.deployments = deployments;
    this.approvals = approvals;
    this.targets = targets;
    this.rollout = rollout;
    this.openings = openings;
    this.joins = joins;
    this.passes = passes;
    this.traces = traces;
    this.bus = bus;
  }

  /**
   * Apart from the rest, so that a deployment to many sites does not keep another from starting.
   */
  @Scheduled(
      every = "${suite.rollout.pass}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "start-deployments")
  Uni<Void> start() {
    return passes.untilDone("start", deployments::startNext);
  }

  @Scheduled(
      every = "${suite.rollout.pass}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "advance-deployments")
  Uni<Void> advance() {
    return passes
        .untilDone("give up on approvals", approvals::expireNext)
        .chain(() -> passes.untilDone("end soaks", rollout::endNextSoak))
        .chain(() -> passes.untilDone("find openings", openings::renew))
        .chain(() -> passes.untilDone("add late joiners", joins::joinNext))
        .chain(() -> passes.untilDone("skip closed sites", rollout::skipClosed))
        .chain(() -> passes.untilDone("ask sites", this::askRound))
        .chain(
            () -> passes.untilDone("ask sites again", () -> targets.sendAgain().map(it -> it > 0)))
        .chain(
            () -> passes.untilDone("withdraw commands", () -> targets.withdraw().map(it -> it > 0)))
        .chain(() -> passes.untilDone("give up on sites", this::giveUp))
        .chain(() -> passes.untilDone("announce", deployments::announceNext));
  }

  @ConsumeEvent(DeploymentService.CHANGED)
  Uni<Void> onChanged(String id) {
    return start().chain(this::advance);
  }

  /** A site has answered, so that others may be asked. Many answers at once are one pass. */
  public void wake() {
    if (woken.compareAndSet(false, true)) {
      bus.publish(ANSWERED, "");
    }
  }

  @ConsumeEvent(ANSWERED)
  Uni<Void> onAnswered(String ignored) {
    woken.set(false);
    return passes.untilDone("ask sites", this::askRound);
  }

  /** One batch for each deployment in turn: a large one does not make the others wait. */
  private Uni<Boolean> askRound() {
    return deployments.toSend().chain(this::ask);
  }

  private Uni<Boolean> ask(List<Waiting> waiting) {
    return Multi.createFrom()
        .iterable(waiting)
        .onItem()
        .transformToUniAndConcatenate(this::ask)
        .collect()
        .in(() -> new int[1], (sum, asked) -> sum[0] += asked)
        .map(sum -> sum[0] > 0);
  }

  private Uni<Integer> ask(Waiting it) {
    return traces.follow(
        it.cause(), "ask sites", () -> targets.start(it.pluginId(), it.deploymentId()));
  }

  private Uni<Boolean> giveUp() {
    return rollout
        .hasSilentSite()
        .chain(silent -> silent ? rollout.timeOut() : Uni.createFrom().item(false));
  }
}
