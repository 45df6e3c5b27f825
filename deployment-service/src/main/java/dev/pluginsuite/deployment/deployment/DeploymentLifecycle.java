package dev.pluginsuite.deployment.deployment;

import static dev.pluginsuite.api.deployment.DeploymentStatus.CANCELLED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.COMPLETED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.IN_PROGRESS;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PARTIALLY_FAILED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PAUSED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.PENDING_APPROVAL;
import static dev.pluginsuite.api.deployment.DeploymentStatus.REJECTED;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLED_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.ROLLING_BACK;
import static dev.pluginsuite.api.deployment.DeploymentStatus.SCHEDULED;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import java.util.EnumSet;
import java.util.Set;

/** Which change of a deployment is allowed. */
final class DeploymentLifecycle {
  private DeploymentLifecycle() {}

  static Set<DeploymentStatus> successors(DeploymentStatus status) {
    return switch (status) {
      case PENDING_APPROVAL -> EnumSet.of(SCHEDULED, REJECTED, CANCELLED);
      case SCHEDULED -> EnumSet.of(PENDING_APPROVAL, IN_PROGRESS, CANCELLED);
      case IN_PROGRESS ->
          EnumSet.of(PAUSED, COMPLETED, PARTIALLY_FAILED, FAILED, CANCELLED, ROLLING_BACK);
      case PAUSED -> EnumSet.of(IN_PROGRESS, CANCELLED, ROLLING_BACK);
      case PARTIALLY_FAILED, FAILED -> EnumSet.of(IN_PROGRESS, ROLLING_BACK);
      case COMPLETED, CANCELLED -> EnumSet.of(ROLLING_BACK);
      case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, PARTIALLY_FAILED);
      case REJECTED, ROLLED_BACK -> EnumSet.noneOf(DeploymentStatus.class);
    };
  }

  static boolean canBecome(DeploymentStatus status, DeploymentStatus next) {
    return successors(status).contains(next);
  }
}
