package dev.pluginsuite.health.status;

import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.health.threshold.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An installation that is to be judged, with all that it takes.
 *
 * @param now by the database's clock
 * @param since when it has the status
 * @param pluginLimits null where there are none
 * @param told what was said of it last
 * @param intervals those in which something was measured
 */
record Due(
    UUID id,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    InstallationStatus installationStatus,
    long generation,
    Instant knownSince,
    HealthStatus status,
    Instant since,
    @Nullable Instant unwellSince,
    long revision,
    @Nullable HealthState told,
    @Nullable Limits pluginLimits,
    @Nullable Limits ownLimits,
    Instant now,
    @Nullable List<Interval> intervals) {

  /**
   * @param ago so many intervals before now
   */
  record Interval(int ago, Sums sums) {}

  Verdict judge(Limits defaults, Duration interval) {
    return new StatusRule(all(), limits(defaults), life(interval)).verdict();
  }

  private List<Sums> all() {
    var all = new ArrayList<>(Collections.nCopies(StatusRule.HORIZON, Sums.NONE));
    if (intervals != null) {
      intervals.forEach(it -> all.set(it.ago(), it.sums()));
    }
    return all;
  }

  private Limits limits(Limits defaults) {
    var own = ownLimits == null ? Limits.NONE : ownLimits;
    return own.or(pluginLimits == null ? Limits.NONE : pluginLimits).or(defaults);
  }

  private Life life(Duration interval) {
    if (installationStatus != InstallationStatus.ACTIVE) {
      return Life.INACTIVE;
    }
    var heardBy = knownSince.plus(interval.multipliedBy(StatusRule.SILENCE));
    return now.isBefore(heardBy) ? Life.FRESH : Life.RUNNING;
  }

  boolean isGone() {
    return installationStatus == InstallationStatus.UNINSTALLED;
  }

  /** Of another package or generation nothing is still so. */
  boolean isStill(HealthStatus next) {
    return status == next && !isAnother();
  }

  private boolean isAnother() {
    return told != null && (told.generation() != generation || !told.packageId().equals(packageId));
  }

  @Nullable Instant unwellSince(HealthStatus next) {
    if (next == HealthStatus.HEALTHY) {
      return null;
    }
    return unwellSince == null || isAnother() ? now : unwellSince;
  }

  /** Figures that move within a status are no news. */
  boolean isNews(Verdict verdict) {
    return told == null
        || isAnother()
        || told.status() != verdict.status()
        || !Verdict.codes(told.reasons()).equals(Verdict.codes(verdict.reasons()));
  }
}
