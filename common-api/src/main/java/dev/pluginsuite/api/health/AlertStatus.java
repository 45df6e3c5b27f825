package dev.pluginsuite.api.health;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.EnumSet;
import java.util.Set;

/** How far an alert has come. */
public enum AlertStatus {
  RAISED,
  /** Somebody looks after it. */
  ACKNOWLEDGED,
  RESOLVED,
  /** A newer release knows more. */
  @JsonEnumDefaultValue
  UNKNOWN;

  public boolean canBecome(AlertStatus next) {
    return successors().contains(next);
  }

  public Set<AlertStatus> successors() {
    return switch (this) {
      case RAISED -> EnumSet.of(ACKNOWLEDGED, RESOLVED);
      case ACKNOWLEDGED -> EnumSet.of(RESOLVED);
      case RESOLVED, UNKNOWN -> EnumSet.noneOf(AlertStatus.class);
    };
  }
}
