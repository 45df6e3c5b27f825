package dev.pluginsuite.health.alert;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * When somebody is called.
 *
 * @param from this status or a worse one
 * @param silence whether for an installation that says nothing, too
 * @param forSeconds it has to be so for so long
 */
record AlertTerms(
    @NotNull(message = "must be DEGRADED, UNHEALTHY or NEVER") From from,
    boolean silence,
    @Min(value = 0, message = "must be from 0 to 86400")
        @Max(value = 86_400, message = "must be from 0 to 86400")
        int forSeconds) {
  static final AlertTerms DEFAULT = new AlertTerms(From.UNHEALTHY, true, 0);

  /** Of what on. */
  enum From {
    DEGRADED,
    UNHEALTHY,
    NEVER
  }
}
