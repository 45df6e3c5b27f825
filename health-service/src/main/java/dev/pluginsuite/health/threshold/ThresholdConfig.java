package dev.pluginsuite.health.threshold;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Limits of plugins that have none of their own. */
@ConfigMapping(prefix = "suite.health.limits")
public interface ThresholdConfig {
  double errorRateDegraded();

  double errorRateUnhealthy();

  double errorsDegraded();

  double errorsUnhealthy();

  double latencyDegraded();

  double latencyUnhealthy();

  double memoryDegraded();

  Optional<Double> memoryUnhealthy();

  double cpuDegraded();

  Optional<Double> cpuUnhealthy();

  default Limits asLimits() {
    return new Limits(
        errorRateDegraded(),
        errorRateUnhealthy(),
        errorsDegraded(),
        errorsUnhealthy(),
        latencyDegraded(),
        latencyUnhealthy(),
        memoryDegraded(),
        memoryUnhealthy().orElse(null),
        cpuDegraded(),
        cpuUnhealthy().orElse(null));
  }
}
