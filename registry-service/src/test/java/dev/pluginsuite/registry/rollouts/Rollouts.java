package dev.pluginsuite.registry.rollouts;

import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.api.deployment.DeploymentType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deployments as their service says them. */
final class Rollouts {
  private Rollouts() {}

  static DeploymentState state(
      UUID id, DeploymentStatus status, @Nullable String reason, @Nullable Instant completedAt) {
    return new DeploymentState(
        id,
        UUID.randomUUID(),
        "risk",
        DeploymentType.INSTALL,
        status,
        3,
        1,
        0,
        null,
        completedAt,
        reason,
        "1.0.0",
        "it@example.com",
        null);
  }
}
