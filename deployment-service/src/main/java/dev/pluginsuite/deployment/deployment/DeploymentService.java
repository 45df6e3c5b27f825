package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves deployments from one status to the next: each move with its audit and its event. */
@ApplicationScoped
public class DeploymentService {
  /** Where the creation of a deployment is called out, so that a due one need not wait. */
  public static final String CREATED = "deployment-created";

  private static final Actor ENGINE = Actor.system("rollout");

  private final DeploymentRepository deployments;
  private final TargetService targets;
  private final DeploymentTelling telling;
  private final Clock clock;

  DeploymentService(
      DeploymentRepository deployments,
      TargetService targets,
      DeploymentTelling telling,
      Clock clock) {
    this.deployments = deployments;
    this.targets = targets;
    this.telling = telling;
    this.clock = clock;
  }

  /** Writes down a new one. */
  @WithTransaction
  Uni<Deployment> open(Deployment deployment, Actor by) {
    var why = new Why(deployment.reason, deployment.changeReference);
    return deployments.persist(deployment).call(it -> telling.of(it, null, by, "create", why));
  }

  /** Starts one that is due. Answers whether there was one. */
  @WithTransaction
  public Uni<Boolean> startNext() {
    return deployments
        .nextDue()
        .chain(id -> id == null ? nothing() : deployments.lock(id).chain(this::start));
  }

  private Uni<Boolean> start(Deployment deployment) {
    var before = deployment.status;
    deployment.start(clock.instant());
    return telling.of(deployment, before, ENGINE, "start", Why.NONE).replaceWith(true);
  }

  /** Ends one whose last site has answered; a cancelled one has ended before. */
  @WithTransaction
  public Uni<Void> settle(UUID id) {
    return deployments
        .lock(id)
        .chain(
            it ->
                it.status == DeploymentStatus.IN_PROGRESS
                    ? settle(it)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> settle(Deployment deployment) {
    var before = deployment.status;
    deployment.settle(clock.instant());
    return telling.of(deployment, before, ENGINE, "settle", Why.NONE);
  }

  /** A second time it changes nothing. */
  @WithTransaction
  Uni<Deployment> cancel(UUID id, @Nullable String ifMatch, Why why, Actor by) {
    return deployments.lock(id).chain(it -> cancelOnce(it, ifMatch, why, by));
  }

  private Uni<Deployment> cancelOnce(
      Deployment deployment, @Nullable String ifMatch, Why why, Actor by) {
    if (deployment.status == DeploymentStatus.CANCELLED) {
      return Uni.createFrom().item(deployment);
    }
    EntityTags.check(ifMatch, deployment.revision);
    return cancel(deployment, "cancelled", why, by);
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

  private Uni<Deployment> cancel(Deployment deployment, String why, Why reason, Actor by) {
    var before = deployment.status;
    deployment.cancel(why, clock.instant());
    return targets
        .cancelPending(deployment.id)
        .chain(() -> telling.of(deployment, before, by, "cancel", reason))
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
    return deployments
        .toSend()
        .map(
            rows ->
                rows.stream()
                    .map(it -> new Waiting((String) it[0], UUID.fromString((String) it[1])))
                    .toList());
  }

  private static Uni<Boolean> nothing() {
    return Uni.createFrom().item(false);
  }

  /** A running deployment with sites that were not asked yet. */
  public record Waiting(String pluginId, UUID deploymentId) {}
}
