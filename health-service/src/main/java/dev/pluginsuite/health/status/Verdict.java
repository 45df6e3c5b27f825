package dev.pluginsuite.health.status;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an installation is, and why it is not HEALTHY.
 *
 * @param window what was looked at
 */
record Verdict(HealthStatus status, List<Reason> reasons, Sums window) {

  static Set<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).collect(Collectors.toSet());
  }
}
