package dev.pluginsuite.health.threshold;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where on an installation is not HEALTHY. What is absent is taken from what stands behind it:
 * the plugin's, then the service's.
 *
 * @param errorRateDegraded more than so many percent of the executions
 * @param errorsDegraded so many errors in a window or more, where executions are not known
 * @param latencyDegraded more than so many milliseconds on average
 * @param memoryDegraded more than so many MB on average
 * @param cpuDegraded more than so many percent of one core on average
 */
@JsonInclude(Include.NON_NULL)
public record Limits(
    @Nullable Double errorRateDegraded,
    @Nullable Double errorRateUnhealthy,
    @Nullable Double errorsDegraded,
    @Nullable Double errorsUnhealthy,
    @Nullable Double latencyDegraded,
    @Nullable Double latencyUnhealthy,
    @Nullable Double memoryDegraded,
    @Nullable Double memoryUnhealthy,
    @Nullable Double cpuDegraded,
    @Nullable Double cpuUnhealthy) {
  public static final Limits NONE =
      new Limits(null, null, null, null, null, null, null, null, null, null);
  private static final double MOST = 1e12;

  /** These, and the others where these say nothing. */
  public Limits or(Limits other) {
    return new Limits(
        or(errorRateDegraded, other.errorRateDegraded),
        or(errorRateUnhealthy, other.errorRateUnhealthy),
        or(errorsDegraded, other.errorsDegraded),
        or(errorsUnhealthy, other.errorsUnhealthy),
        or(latencyDegraded, other.latencyDegraded),
        or(latencyUnhealthy, other.latencyUnhealthy),
        or(memoryDegraded, other.memoryDegraded),
        or(memoryUnhealthy, other.memoryUnhealthy),
        or(cpuDegraded, other.cpuDegraded),
        or(cpuUnhealthy, other.cpuUnhealthy));
  }

  private static @Nullable Double or(@Nullable Double one, @Nullable Double other) {
    return one == null ? other : one;
  }

  /** What is wrong with them, given what stands behind them. */
  @JsonIgnore
  List<FieldError> errors(Limits behind) {
    var errors = new ArrayList<FieldError>();
    var all = or(behind);
    pair(errors, "errorRate", all.errorRateDegraded, all.errorRateUnhealthy);
    pair(errors, "errors", all.errorsDegraded, all.errorsUnhealthy);
    pair(errors, "latency", all.latencyDegraded, all.latencyUnhealthy);
    pair(errors, "memory", all.memoryDegraded, all.memoryUnhealthy);
    pair(errors, "cpu", all.cpuDegraded, all.cpuUnhealthy);
    return errors;
  }

  private static void pair(
      List<FieldError> errors, String name, @Nullable Double degraded, @Nullable Double unhealthy) {
    range(errors, name + "Degraded", degraded);
    range(errors, name + "Unhealthy", unhealthy);
    if (degraded != null && unhealthy != null && degraded > unhealthy) {
      errors.add(
          new FieldError(
              name + "Degraded",
              "must not be more than %sUnhealthy, which is %s".formatted(name, unhealthy)));
    }
  }

  private static void range(List<FieldError> errors, String field, @Nullable Double value) {
    if (value != null && !(value > 0 && value <= MOST)) {
      errors.add(new FieldError(field, "must be more than 0 and at most %.0f".formatted(MOST)));
    }
  }
}
