package dev.pluginsuite.registry.subscriptions;

import java.util.EnumSet;
import java.util.Set;

/** Whether a subscription is served. Only its owner leads back to ACTIVE. */
enum SubscriptionStatus {
  ACTIVE,
  /** Switched off by its owner. */
  INACTIVE,
  /** Failed for so long that somebody has to look; what it has missed is kept for it. */
  PAUSED,
  /** The receiver answered that it wants no more. */
  GONE;

  boolean canBecome(SubscriptionStatus next) {
    return successors().contains(next);
  }

  Set<SubscriptionStatus> successors() {
    return switch (this) {
      case ACTIVE -> EnumSet.of(INACTIVE, PAUSED, GONE);
      case INACTIVE -> EnumSet.of(ACTIVE);
      case PAUSED -> EnumSet.of(ACTIVE, INACTIVE, GONE);
      case GONE -> EnumSet.of(ACTIVE, INACTIVE);
    };
  }
}
