package dev.pluginsuite.registry.ratings;

import java.util.EnumSet;
import java.util.Set;

/** Whether a review counts and is seen by all. */
enum RatingStatus {
  PENDING,
  APPROVED,
  REJECTED;

  boolean canBecome(RatingStatus next) {
    return successors().contains(next);
  }

  /** A decision can be taken back; rewritten, any becomes PENDING again. */
  Set<RatingStatus> successors() {
    return switch (this) {
      case PENDING -> EnumSet.of(APPROVED, REJECTED);
      case APPROVED -> EnumSet.of(REJECTED);
      case REJECTED -> EnumSet.of(APPROVED);
    };
  }
}
