package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.health.installation.KnownInstallation;
import dev.pluginsuite.health.status.CurrentStatus;
import dev.pluginsuite.health.status.Figures;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an installation's health now.
 *
 * @param since when it has this status
 * @param reasons why it is not HEALTHY
 * @param figures by which it was judged last
 * @param lastContact when its newest sample was received
 */
record HealthView(
    UUID installationId,
    String siteId,
    String pluginId,
    UUID packageId,
    String version,
    InstallationStatus installationStatus,
    long generation,
    HealthStatus status,
    Instant since,
    List<Reason> reasons,
    Figures figures,
    @Nullable Instant lastContact,
    @Nullable SampleView latest,
    Window window) {

  static HealthView of(
      KnownInstallation it, CurrentStatus now, @Nullable SampleView latest, Window window) {
    return new HealthView(
        it.installationId(),
        it.siteId(),
        it.pluginId(),
        it.packageId(),
        it.version(),
        it.status(),
        it.generation(),
        now.status(),
        now.since(),
        now.reasons(),
        now.figures(),
        latest == null ? null : latest.receivedAt(),
        latest,
        window);
  }

  /**
   * Sums over the samples recorded in the last so many seconds.
   *
   * @param executionCount null when no sample said it
   */
  record Window(
      long seconds,
      long sampleCount,
      long errorCount,
      long warningCount,
      @Nullable Long executionCount) {}
}
