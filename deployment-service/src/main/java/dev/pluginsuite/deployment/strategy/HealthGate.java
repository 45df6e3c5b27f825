package dev.pluginsuite.deployment.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A site that did it, and is worse for it, counts as one that failed. Each is held against what it
 * was before: who was DEGRADED may stay so.
 *
 * @param tolerate what is put up with everywhere; HEALTHY, so nothing, if absent
 * @param silence whether a site of which nothing is known when its wave has been watched for long
 *     enough counts as a failure; it does, if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthGate(@Nullable Tolerated tolerate, @Nullable Silence silence) {

  /** The worst that is put up with. */
  public enum Tolerated {
    HEALTHY,
    DEGRADED
  }

  /** What a site without a sign of health is to its wave. */
  public enum Silence {
    FAILURE,
    IGNORED
  }

  /** As it is stored, so that SQL reads it. */
  public HealthGate {
    tolerate = Objects.requireNonNullElse(tolerate, Tolerated.HEALTHY);
    silence = Objects.requireNonNullElse(silence, Silence.FAILURE);
  }
}
