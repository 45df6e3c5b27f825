package dev.pluginsuite.health.status;

import static dev.pluginsuite.api.health.HealthStatus.DEGRADED;
import static dev.pluginsuite.api.health.HealthStatus.HEALTHY;
import static dev.pluginsuite.api.health.HealthStatus.UNHEALTHY;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.health.threshold.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what was measured in one window with its limits. */
final class WindowRule {
  private final Limits limits;

  WindowRule(Limits limits) {
    this.limits = limits;
  }

  /** Every figure that is beyond a limit, with the severest that it is beyond. */
  List<Reason> reasons(Sums it) {
    var reasons = new ArrayList<Reason>();
    above(
        reasons,
        "error-rate",
        it.errorRate(),
        limits.errorRateDegraded(),
        limits.errorRateUnhealthy());
    reached(reasons, it.counted());
    above(
        reasons, "latency", it.meanLatency(), limits.latencyDegraded(), limits.latencyUnhealthy());
    above(reasons, "memory", it.meanMemory(), limits.memoryDegraded(), limits.memoryUnhealthy());
    above(reasons, "cpu", it.meanCpu(), limits.cpuDegraded(), limits.cpuUnhealthy());
    return reasons;
  }

  static HealthStatus worst(List<Reason> reasons) {
    return reasons.stream().map(Reason::status).max(Comparator.naturalOrder()).orElse(HEALTHY);
  }

  private static void above(
      List<Reason> reasons,
      String code,
      @Nullable Double value,
      @Nullable Double degraded,
      @Nullable Double unhealthy) {
    if (value == null) {
      return;
    }
    if (unhealthy != null && value > unhealthy) {
      reasons.add(new Reason(code, UNHEALTHY, value, unhealthy));
    } else if (degraded != null && value > degraded) {
      reasons.add(new Reason(code, DEGRADED, value, degraded));
    }
  }

  private void reached(List<Reason> reasons, long errors) {
    var unhealthy = limits.errorsUnhealthy();
    var degraded = limits.errorsDegraded();
    if (unhealthy != null && errors >= unhealthy) {
      reasons.add(new Reason("errors", UNHEALTHY, (double) errors, unhealthy));
    } else if (degraded != null && errors >= degraded) {
      reasons.add(new Reason("errors", DEGRADED, (double) errors, degraded));
    }
  }
}
