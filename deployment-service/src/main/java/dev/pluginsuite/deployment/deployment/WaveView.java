package dev.pluginsuite.deployment.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wave of a deployment.
 *
 * @param silentCount sites that took too long
 * @param unhealthyCount of those that succeeded: sites that are worse for it, or gave no sign
 * @param otherCount sites that were skipped or cancelled
 * @param soakUntil how long it is watched
 */
record WaveView(
    int number,
    WaveStatus status,
    int targetCount,
    int successCount,
    int failureCount,
    int silentCount,
    int unhealthyCount,
    int otherCount,
    @Nullable Instant startedAt,
    @Nullable Instant soakUntil,
    @Nullable Instant endedAt) {

  static WaveView of(Wave it) {
    return new WaveView(
        it.number,
        it.status,
        it.targetCount,
        it.successCount,
        it.failureCount,
        it.silentCount,
        it.unhealthyCount,
        it.otherCount,
        it.startedAt,
        it.soakUntil,
        it.endedAt);
  }
}
