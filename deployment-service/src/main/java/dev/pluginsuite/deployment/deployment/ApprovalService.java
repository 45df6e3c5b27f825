package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentStatus.PENDING_APPROVAL;
import static dev.pluginsuite.api.deployment.DeploymentStatus.REJECTED;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.SECOND_PERSON_REQUIRED;

import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.policy.Policies;
import dev.pluginsuite.deployment.policy.Ruling;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets deployments start, or not, whose sites are under a policy. */
@ApplicationScoped
public class ApprovalService {
  private static final Actor ENGINE = Actor.system("rollout");

  private final DeploymentRepository deployments;
  private final Policies policies;
  private final TargetService targets;
  private final DeploymentTelling telling;
  private final ApprovalConfig config;
  private final Clock clock;

  ApprovalService(
      DeploymentRepository deployments,
      Policies policies,
      TargetService targets,
      DeploymentTelling telling,
      ApprovalConfig config,
      Clock clock) {
    this.deployments = deployments;
    this.policies = policies;
    this.targets = targets;
    this.telling = telling;
    this.config = config;
    this.clock = clock;
  }

  /** The policies that would hold at the sites. */
  Uni<Ruling> ruling(List<String> siteIds) {
    return policies.of(siteIds);
  }

  /** Puts a new one under the policies of its sites. It is refused without its change reference. */
  Uni<Void> rule(Deployment it, List<String> siteIds) {
    return ruling(siteIds)
        .invoke(ruling -> ruling.require(it.changeReference))
        .invoke(ruling -> rule(it, ruling))
        .replaceWithVoid();
  }

  private void rule(Deployment it, Ruling ruling) {
    it.putUnder(ruling.names());
    if (ruling.needsSecondPerson()) {
      it.awaitApproval(clock.instant().plus(config.timeout()));
    }
  }

  /**
   * Looks once more when one is to start: sites may have come under a policy since. Whether it may
   * start; otherwise it waits for somebody.
   *
   * @param siteIds those nobody has approved yet
   */
  Uni<Boolean> mayStart(Deployment it, List<String> siteIds) {
    return policies.of(siteIds).chain(ruling -> mayStart(it, ruling));
  }

  private Uni<Boolean> mayStart(Deployment it, Ruling ruling) {
    if (!ruling.needsSecondPerson() && ruling.accepts(it.changeReference)) {
      return Uni.createFrom().item(true);
    }
    var before = it.status;
    it.putUnder(ruling.names());
    it.awaitApproval(clock.instant().plus(config.timeout()));
    return telling.of(it, before, ENGINE, "hold", Why.NONE).replaceWith(false);
  }

  /** Lets it start, in its time. */
  @WithTransaction
  Uni<Deployment> approve(UUID id, @Nullable String ifMatch, Why why, Person by) {
    return deployments
        .lock(id)
        .call(it -> it.isApproved() ? done() : approve(it, ifMatch, why, by));
  }

  private Uni<Void> approve(Deployment it, @Nullable String ifMatch, Why why, Person by) {
    EntityTags.check(ifMatch, it.revision);
    var before = it.status;
    var reference = why.changeReference() == null ? it.changeReference : why.changeReference();
    if (it.is(PENDING_APPROVAL)) {
      requireSomebodyElse(it, by);
      policies.named(it.policies.names()).require(reference);
    }
    it.approve(by.actor().name(), reference, clock.instant());
    return telling.of(it, before, by.actor(), "approve", why);
  }

  /** It never starts. */
  @WithTransaction
  Uni<Deployment> reject(UUID id, @Nullable String ifMatch, Why why, Person by) {
    return deployments.lock(id).call(it -> it.is(REJECTED) ? done() : reject(it, ifMatch, why, by));
  }

  private Uni<Void> reject(Deployment it, @Nullable String ifMatch, Why why, Person by) {
    EntityTags.check(ifMatch, it.revision);
    if (it.is(PENDING_APPROVAL)) {
      requireSomebodyElse(it, by);
    }
    var before = it.status;
    it.reject(clock.instant());
    return targets
        .cancelPending(it.id)
        .chain(() -> telling.of(it, before, by.actor(), "reject", why));
  }

  private static void requireSomebodyElse(Deployment it, Person by) {
    if (it.isBy(by)) {
      throw SECOND_PERSON_REQUIRED.because(
          "%s created deployment %s; somebody else has to decide. Who created it can cancel it."
              .formatted(by.actor().name(), it.id));
    }
  }

  /** Cancels one that nobody has decided about in time. Answers whether there was one. */
  @WithTransaction
  public Uni<Boolean> expireNext() {
    return deployments
        .nextUndecided()
        .chain(
            id ->
                id == null
                    ? Uni.createFrom().item(false)
                    : deployments.lock(id).chain(this::expire).replaceWith(true));
  }

  private Uni<Void> expire(Deployment it) {
    var before = it.status;
    it.cancel("nobody approved it in time", clock.instant());
    return targets
        .cancelPending(it.id)
        .chain(() -> telling.of(it, before, ENGINE, "expire", Why.NONE));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
