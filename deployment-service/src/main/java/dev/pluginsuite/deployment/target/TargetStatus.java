package dev.pluginsuite.deployment.target;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Where one site of a deployment is, and where it can go. */
public enum TargetStatus {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  SKIPPED,
  CANCELLED;

  public boolean canBecome(TargetStatus next) {
    return successors().contains(next);
  }

  public Set<TargetStatus> successors() {
    return switch (this) {
      case PENDING -> EnumSet.of(RUNNING, SKIPPED, CANCELLED);
      case RUNNING -> EnumSet.of(SUCCEEDED, FAILED, TIMED_OUT, SKIPPED, CANCELLED, PENDING);
      case FAILED, TIMED_OUT -> EnumSet.of(PENDING);
      case SUCCEEDED, SKIPPED, CANCELLED -> EnumSet.noneOf(TargetStatus.class);
    };
  }

  /** The guard of a statement that moves targets: {@code in ('RUNNING')}. */
  static String before(TargetStatus next) {
    return Arrays.stream(values())
        .filter(it -> it.canBecome(next))
        .map(it -> "'" + it + "'")
        .collect(Collectors.joining(", ", "in (", ")"));
  }
}
