package dev.pluginsuite.installation.revocation;

import dev.pluginsuite.api.registry.PackageState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a revocation has come.
 *
 * @param doneCount sites that have confirmed that the package does not run any more
 */
record RevocationView(
    UUID packageId,
    String pluginId,
    String version,
    @Nullable String reason,
    long doneCount,
    long outstandingCount,
    List<Site> sites) {

  /**
   * One affected site.
   *
   * @param status of the installation; null when it is gone
   * @param error why the site could not stop it
   */
  record Site(
      String siteId,
      Instant since,
      boolean done,
      @Nullable UUID installationId,
      @Nullable String status,
      @Nullable String error,
      @Nullable Instant lastContactAt) {}

  static RevocationView of(PackageState it, List<Site> sites) {
    var done = sites.stream().filter(Site::done).count();
    return new RevocationView(
        it.packageId(), it.pluginId(), it.version(), it.reason(), done, sites.size() - done, sites);
  }
}
