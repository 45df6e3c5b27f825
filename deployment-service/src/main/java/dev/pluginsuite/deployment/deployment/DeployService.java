package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.deployment.deployment.Admission.Admitted;
import dev.pluginsuite.deployment.policy.Ruling;
import dev.pluginsuite.deployment.target.TargetService;
import dev.pluginsuite.deployment.window.OpeningService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** What people ask for: to deploy, and to stop it. */
@ApplicationScoped
class DeployService {
  private final Admission admission;
  private final PlanHash planHash;
  private final DeploymentService deployments;
  private final ApprovalService approvals;
  private final TargetService targets;
  private final OpeningService openings;
  private final Idempotency idempotency;
  private final Clock clock;

  DeployService(
      Admission admission,
      PlanHash planHash,
      DeploymentService deployments,
      ApprovalService approvals,
      TargetService targets,
      OpeningService openings,
      Idempotency idempotency,
      Clock clock) {
    this.admission = admission;
    this.planHash = planHash;
    this.deployments = deployments;
    this.approvals = approvals;
    this.targets = targets;
    this.openings = openings;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @WithTransaction
  Uni<UUID> deploy(DeploymentRequest request, IdempotentRequest asked, Person by) {
    return idempotency.once(
        asked,
        () -> admission.admit(request).chain(it -> create(request, it, by)),
        it -> it,
        before -> Uni.createFrom().item(before));
  }

  private Uni<UUID> create(DeploymentRequest request, Admitted admitted, Person by) {
    var now = clock.instant();
    var siteIds = admitted.siteIds();
    var hash = planHash.require(request, admitted);
    var created = new Deployment(request, admitted.what(), siteIds.size(), hash, by, now);
    return approvals
        .rule(created, siteIds)
        .chain(() -> deployments.open(created, by.actor()))
        .call(it -> deployments.place(it, siteIds, it.isWaitingForNobody(now)))
        .map(it -> it.id);
  }

  /** What would be done, as far as is known here. */
  @WithTransaction
  Uni<RolloutPlan> preview(DeploymentRequest request) {
    return admission
        .admit(request)
        .chain(it -> approvals.ruling(it.siteIds()).chain(ruling -> preview(request, it, ruling)));
  }

  private Uni<RolloutPlan> preview(DeploymentRequest request, Admitted it, Ruling ruling) {
    return targets
        .holders(it.what().pluginId(), it.siteIds())
        .chain(running -> preview(request, it, running, ruling));
  }

  private Uni<RolloutPlan> preview(
      DeploymentRequest request, Admitted it, Map<String, UUID> running, Ruling ruling) {
    var hash = planHash.require(request, it);
    return openings
        .of(request.isIgnoringWindows() ? List.of() : it.siteIds())
        .map(found -> RolloutPlan.of(it, hash, request.strategyOrNone(), ruling, running, found));
  }

  /** Something that becomes of one, once for each request. */
  @WithTransaction
  Uni<UUID> decide(UUID id, IdempotentRequest asked, Supplier<Uni<Deployment>> decision) {
    return idempotency.once(
        asked,
        () -> decision.get().replaceWith(id),
        it -> it,
        before -> Uni.createFrom().item(before));
  }
}
