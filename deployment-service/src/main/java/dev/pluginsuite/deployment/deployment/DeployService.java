package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.deployment.known.KnownPackage;
import dev.pluginsuite.deployment.target.TargetService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people ask for: to deploy, and to stop it. */
@ApplicationScoped
class DeployService {
  private final Admission admission;
  private final DeploymentService deployments;
  private final TargetService targets;
  private final Idempotency idempotency;
  private final Clock clock;

  DeployService(
      Admission admission,
      DeploymentService deployments,
      TargetService targets,
      Idempotency idempotency,
      Clock clock) {
    this.admission = admission;
    this.deployments = deployments;
    this.targets = targets;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @WithTransaction
  Uni<UUID> deploy(DeploymentRequest request, IdempotentRequest asked, Actor by) {
    return idempotency.once(
        asked,
        () -> admission.admit(request).chain(what -> create(request, what, by)),
        it -> it,
        before -> Uni.createFrom().item(before));
  }

  private Uni<UUID> create(DeploymentRequest request, KnownPackage what, Actor by) {
    var now = clock.instant();
    return deployments
        .open(new Deployment(request, what, by.name(), now), by)
        .call(it -> targets.create(it.id, it.pluginId, request.siteIds(), request.isDue(now)))
        .map(it -> it.id);
  }

  @WithTransaction
  Uni<UUID> cancel(UUID id, @Nullable String ifMatch, Why why, IdempotentRequest asked, Actor by) {
    return idempotency.once(
        asked,
        () -> deployments.cancel(id, ifMatch, why, by).replaceWith(id),
        it -> it,
        before -> Uni.createFrom().item(before));
  }
}
