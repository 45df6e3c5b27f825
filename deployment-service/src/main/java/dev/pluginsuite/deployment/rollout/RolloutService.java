package dev.pluginsuite.deployment.rollout;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.inbox.Inbox;
import dev.pluginsuite.deployment.deployment.ProgressService;
import dev.pluginsuite.deployment.deployment.WaveService;
import dev.pluginsuite.deployment.known.KnownHealthService;
import dev.pluginsuite.deployment.target.ClosedService;
import dev.pluginsuite.deployment.target.GateService;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** A site's end may be its wave's, or its deployment's: all happens in one transaction. */
@ApplicationScoped
public class RolloutService {
  private static final String OUTCOMES = "outcomes";

  private final TargetService targets;
  private final GateService gates;
  private final ClosedService closed;
  private final ProgressService progress;
  private final WaveService waves;
  private final KnownHealthService health;
  private final Inbox inbox;
  private final CatchUp catchUp;

  RolloutService(
      TargetService targets,
      GateService gates,
      ClosedService closed,
      ProgressService progress,
      WaveService waves,
      KnownHealthService health,
      Inbox inbox,
      CatchUp catchUp) {
    this.targets = targets;
    this.gates = gates;
    this.closed = closed;
    this.progress = progress;
    this.waves = waves;
    this.health = health;
    this.inbox = inbox;
    this.catchUp = catchUp;
  }

  /** Once for each outcome, however often it comes. */
  @WithTransaction
  public Uni<Void> hear(CommandOutcome outcome) {
    return inbox.once(
        OUTCOMES,
        outcome.eventId(),
        () -> targets.hear(outcome).chain(this::judge),
        () -> Uni.createFrom().voidItem());
  }

  /** Says how an installation is. */
  @WithTransaction
  public Uni<Void> hear(StateEvent<HealthState> event) {
    var installation = event.state().installationId();
    return gates
        .alone(installation)
        .chain(() -> health.apply(event))
        .chain(newer -> newer ? gates.gated(installation) : Uni.createFrom().item(List.<UUID>of()))
        .chain(ids -> look(ids, installation));
  }

  private Uni<Void> look(List<UUID> deployments, UUID installation) {
    return Multi.createFrom()
        .iterable(deployments)
        .onItem()
        .transformToUniAndConcatenate(it -> progress.look(it, installation))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Goes on where a wave has been watched for long enough; answers whether one was. Who has not
   * heard everything cannot tell that a site gave no sign.
   */
  Uni<Boolean> endNextSoak() {
    return progress
        .endNextSoak(false)
        .chain(any -> any ? Uni.createFrom().item(true) : endNextGatedSoak());
  }

  private Uni<Boolean> endNextGatedSoak() {
    return waves
        .hasGatedSoaked()
        .chain(any -> any ? catchUp.isAtEnd(Topic.HEALTH_STATUS) : Uni.createFrom().item(false))
        .chain(heard -> heard ? progress.endNextSoak(true) : Uni.createFrom().item(false));
  }

  /**
   * Whether a site has taken too long. Only who has heard all that was said can tell: after an hour
   * away every answer of that hour still waits in the topic.
   */
  Uni<Boolean> hasSilentSite() {
    return targets
        .isAnyLate()
        .chain(late -> late ? catchUp.isAtEnd(Topic.OUTCOMES) : Uni.createFrom().item(false));
  }

  /** Answers whether any site had taken too long. */
  @WithTransaction
  Uni<Boolean> timeOut() {
    return targets
        .timeOut()
        .chain(over -> over == null ? Uni.createFrom().item(false) : judge(over).replaceWith(true));
  }

  /** Answers whether any site did not open in time. */
  @WithTransaction
  Uni<Boolean> skipClosed() {
    return closed
        .skip()
        .chain(
            it ->
                it == null
                    ? Uni.createFrom().item(false)
                    : progress.closed(it.deploymentId(), it.sites()).replaceWith(true));
  }

  private Uni<Void> judge(List<UUID> over) {
    return Multi.createFrom()
        .iterable(over)
        .onItem()
        .transformToUniAndConcatenate(progress::judge)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
