package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.health.installation.KnownInstallation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an installation's health now. No verdict: that is not decided yet.
 *
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
    @Nullable Instant lastContact,
    @Nullable SampleView latest,
    Window window) {

  static HealthView of(KnownInstallation it, @Nullable SampleView latest, Window window) {
    return new HealthView(
        it.installationId(),
        it.siteId(),
        it.pluginId(),
        it.packageId(),
        it.version(),
        it.status(),
        it.generation(),
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
