package dev.pluginsuite.api.deployment;

/** Where a deployment is. */
public enum DeploymentStatus {
  SCHEDULED,
  IN_PROGRESS,
  PAUSED,
  COMPLETED,
  PARTIALLY_FAILED,
  FAILED,
  CANCELLED,
  ROLLING_BACK,
  ROLLED_BACK
}
