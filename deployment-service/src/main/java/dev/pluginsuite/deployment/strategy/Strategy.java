package dev.pluginsuite.deployment.strategy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment goes from site to site. Durations are ISO 8601.
 *
 * @param waves in order, the canary first; what is left after the last one is one more. One wave of
 *     all, if absent
 * @param maxParallel so many sites are asked at once; all of a wave, if absent
 * @param failureThreshold when a wave is breached; 10 % of at least 10 where there are waves, never
 *     where there are none, if absent
 * @param advanceAt percent of a wave's sites that have to have answered before the next one begins;
 *     100, if absent
 * @param soak how long a wave is watched after that; not at all, if absent
 * @param onBreach PAUSE, if absent
 * @param targetTimeout how long a site may take; as configured, if absent
 * @param silentSites whether a site that took too long counts as a failure of its wave; it does, if
 *     absent
 * @param retry none, if absent
 * @param healthGate none, if absent; needs a soak
 * @param windowTimeout how long a site is waited for whose maintenance windows do not open; as
 *     configured, if absent
 * @param rollbackInWindows whether going back waits for the maintenance windows of the sites; it
 *     does not, if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Strategy(
    @Nullable @Size(max = 50) List<@NotNull @Valid WaveSize> waves,
    @Nullable @Min(1) @Max(10_000) Integer maxParallel,
    @Nullable @Valid FailureThreshold failureThreshold,
    @Nullable @Min(1) @Max(100) Integer advanceAt,
    @Nullable
        @DurationMin(seconds = 0)
        @DurationMax(days = 30)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration soak,
    @Nullable OnBreach onBreach,
    @Nullable
        @DurationMin(seconds = 1)
        @DurationMax(days = 30)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration targetTimeout,
    @Nullable SilentSites silentSites,
    @Nullable @Valid Retry retry,
    @Nullable @Valid HealthGate healthGate,
    @Nullable
        @DurationMin(minutes = 1)
        @DurationMax(days = 366)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration windowTimeout,
    @Nullable Boolean rollbackInWindows) {

  /** All at once, and whatever comes of it. */
  public static final Strategy NONE =
      new Strategy(null, null, null, null, null, null, null, null, null, null, null, null);

  /** What a site that took too long is to its wave. */
  public enum SilentSites {
    FAILURE,
    IGNORED
  }

  /** The same pace, in one wave, and to the end: to go back. */
  public Strategy back() {
    return new Strategy(
        null,
        maxParallel,
        null,
        null,
        null,
        null,
        targetTimeout,
        null,
        retry,
        null,
        windowTimeout,
        null);
  }

  /** How many sites each wave has. */
  public List<Integer> sizes(int total) {
    var sizes = new ArrayList<Integer>();
    var left = total;
    for (var it : Objects.requireNonNullElse(waves, List.<WaveSize>of())) {
      var size = Math.min(left, it.of(total));
      if (size > 0) {
        sizes.add(size);
        left -= size;
      }
    }
    if (left > 0) {
      sizes.add(left);
    }
    return List.copyOf(sizes);
  }

  public Verdict verdict(Tally tally) {
    if (isBreached(tally)) {
      return Verdict.BREACHED;
    }
    var enough = Objects.requireNonNullElse(advanceAt, 100);
    return tally.ended() * 100L >= (long) enough * tally.targets() ? Verdict.PASSED : Verdict.GO_ON;
  }

  private boolean isBreached(Tally tally) {
    var threshold =
        failureThreshold == null && (hasWaves() || healthGate != null)
            ? FailureThreshold.DEFAULT
            : failureThreshold;
    var answered = tally.successes() + tally.failures() + silent(tally) - tally.forgiven();
    return threshold != null
        && threshold.isBreached(bad(tally) - tally.forgiven(), answered, tally.targets());
  }

  private int bad(Tally tally) {
    return tally.failures() + silent(tally) + tally.unhealthy();
  }

  private int silent(Tally tally) {
    return silentSites == SilentSites.IGNORED ? 0 : tally.silent();
  }

  /** Without a soak there is no time in which anything could be seen. */
  @JsonIgnore
  @AssertTrue(message = "of a health gate must be longer than zero")
  public boolean isSoakLongEnough() {
    return healthGate == null || !soaking().isZero();
  }

  private boolean hasWaves() {
    return waves != null && !waves.isEmpty();
  }

  /** What somebody lives with who lets a breached wave go on. */
  public int forgiven(Tally tally) {
    return bad(tally);
  }

  public boolean rollsBackInWindows() {
    return Boolean.TRUE.equals(rollbackInWindows);
  }

  public OnBreach breach() {
    return Objects.requireNonNullElse(onBreach, OnBreach.PAUSE);
  }

  /** Whether a site has to show that it is well. */
  public boolean needsSigns() {
    return healthGate != null && healthGate.needsSigns();
  }

  public Duration soaking() {
    return Objects.requireNonNullElse(soak, Duration.ZERO);
  }
}
