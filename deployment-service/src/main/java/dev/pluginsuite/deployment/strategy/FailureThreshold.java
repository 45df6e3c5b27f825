package dev.pluginsuite.deployment.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many sites of a wave may fail.
 *
 * @param percent of those that have answered; more is a breach
 * @param minimumSample so many have to have answered before percent is looked at, or all of a
 *     smaller wave; 10, if absent
 * @param most more failures than these are a breach whatever the sample; no such limit, if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailureThreshold(
    @NotNull @Min(0) @Max(100) Integer percent,
    @Nullable @Min(1) @Max(10_000) Integer minimumSample,
    @Nullable @Min(0) @Max(10_000) Integer most) {
  private static final int MINIMUM_SAMPLE = 10;

  /** For whoever has waves and says nothing of failures. */
  static final FailureThreshold DEFAULT = new FailureThreshold(10, null, null);

  boolean isBreached(int failures, int answered, int targets) {
    var sample = Math.min(Objects.requireNonNullElse(minimumSample, MINIMUM_SAMPLE), targets);
    return (most != null && failures > most)
        || (answered >= sample && failures * 100L > (long) percent * answered);
  }
}
