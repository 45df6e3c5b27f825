package dev.pluginsuite.api.health;

/** How an installation is. */
public enum HealthStatus {
  HEALTHY,
  DEGRADED,
  UNHEALTHY,
  /** Nothing was heard of it for too long, or not enough yet. */
  UNKNOWN
}
