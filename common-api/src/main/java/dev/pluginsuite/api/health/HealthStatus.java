package dev.pluginsuite.api.health;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How an installation is. */
public enum HealthStatus {
  HEALTHY,
  DEGRADED,
  UNHEALTHY,
  /** Nothing was heard of it for too long, or not enough yet. */
  @JsonEnumDefaultValue
  UNKNOWN
}
