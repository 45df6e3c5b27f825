package dev.pluginsuite.api.deployment;

/** Where a deployment is. */
public enum DeploymentStatus {
  /** Nothing starts before a second person has approved. */
  PENDING_APPROVAL,
  SCHEDULED,
  IN_PROGRESS,
  PAUSED,
  COMPLETED,
  PARTIALLY_FAILED,
  FAILED,
  CANCELLED,
  REJECTED,
  ROLLING_BACK,
  ROLLED_BACK;

  /** Whether nothing more becomes of it by itself: somebody may retry it, or roll it back. */
  public boolean isEnd() {
    return switch (this) {
      case COMPLETED, PARTIALLY_FAILED, FAILED, CANCELLED, REJECTED, ROLLED_BACK -> true;
      case PENDING_APPROVAL, SCHEDULED, IN_PROGRESS, PAUSED, ROLLING_BACK -> false;
    };
  }
}
