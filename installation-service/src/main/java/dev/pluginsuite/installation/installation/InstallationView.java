package dev.pluginsuite.installation.installation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.installation.secret.Setup;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An installation, for callers and for the other features.
 *
 * @param installedVersion what is at the site; null while nothing is
 * @param version what should be, or was
 * @param configuration a mask in the place of each secret
 * @param health as health-service judged it; null until it did
 * @param errorCount and {@code warningCount} in the window in which that was found
 * @param lastError what was beyond its limit when it was last not well
 * @param licenseKey of the licence that it runs under, masked
 * @param licenseExpires when that licence expires
 * @param error why the last request could not be fulfilled
 * @param stoppedBecause the revocation, or the end of its licence, that stopped it
 * @param requested whether somebody asked for it: it did not only come along
 */
public record InstallationView(
    UUID id,
    UUID packageId,
    String siteId,
    String pluginId,
    String version,
    InstallationStatus status,
    InstallationStatus desiredStatus,
    @Nullable String installedVersion,
    @Nullable Instant installedAt,
    @Nullable Instant activatedAt,
    @Nullable Instant deactivatedAt,
    @Nullable HealthStatus health,
    @Nullable Instant healthSince,
    long errorCount,
    long warningCount,
    @Nullable String lastError,
    @Nullable String licenseKey,
    @Nullable Instant licenseExpires,
    Map<String, Object> configuration,
    long generation,
    long observedGeneration,
    @Nullable String failedOperation,
    @Nullable String error,
    @Nullable String stoppedBecause,
    @Nullable UUID previousInstallationId,
    @Nullable UUID supersededBy,
    Instant createdAt,
    @JsonIgnore boolean requested,
    @JsonIgnore Setup setup,
    @JsonIgnore @Nullable Wish failedWish,
    @JsonIgnore long revision) {

  static InstallationView of(Installation it) {
    return new InstallationView(
        it.id,
        it.packageId,
        it.siteId,
        it.pluginId,
        it.version,
        it.status,
        it.intent.desired.asStatus(),
        it.sighting.isThere() ? it.version : null,
        it.sighting.installedAt,
        it.sighting.activatedAt,
        it.sighting.deactivatedAt,
        it.healthStatus,
        it.healthSince,
        it.errorCount,
        it.warningCount,
        it.lastError,
        it.isSeated() ? it.licenseKey : null,
        it.isSeated() ? it.licenseExpires : null,
        it.setup().masked(),
        it.intent.generation,
        it.sighting.observedGeneration,
        it.failedOperation,
        it.error,
        it.intent.withdrawnBecause,
        it.previousInstallationId,
        it.supersededBy,
        it.createdAt,
        it.requested,
        it.setup(),
        it.failedWish,
        it.revision);
  }

  /** Whether the newest request was fulfilled or has failed. */
  @JsonIgnore
  public boolean isSettled() {
    return isConfirmed() || hasFailed();
  }

  /** Whether it is to be what somebody asked for. */
  public boolean isToBe(Desired wanted) {
    return Desired.valueOf(desiredStatus.name()).satisfies(wanted);
  }

  /** Whether the site has confirmed what it is to be. */
  @JsonIgnore
  public boolean isConfirmed() {
    return observedGeneration >= generation;
  }

  /** Whether the site does not have it and is not to have it. */
  @JsonIgnore
  public boolean isGone() {
    return installedVersion == null && desiredStatus == InstallationStatus.UNINSTALLED;
  }

  public boolean hasFailed() {
    return failedOperation != null;
  }
}
