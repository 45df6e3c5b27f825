package dev.pluginsuite.api.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an installation is, said when it changes.
 *
 * @param generation of the site's desired state in which the measured installation last changed
 * @param since when it came to this status
 * @param reasons why it is not HEALTHY
 * @param samples of the window
 * @param from begin of the window that was looked at
 * @param to its end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HealthState(
    UUID installationId,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    long generation,
    HealthStatus status,
    Instant since,
    List<Reason> reasons,
    long errorCount,
    long warningCount,
    int samples,
    Instant from,
    Instant to) {

  /**
   * A figure that is beyond its limit.
   *
   * @param code such as error-rate, errors, latency, memory, cpu, degraded-for-long, silent
   * @param value as measured; absent where nothing was
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reason(
      String code, HealthStatus status, @Nullable Double value, @Nullable Double limit) {}
}
