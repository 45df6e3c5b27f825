package dev.pluginsuite.installation.revocation;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.RevocationMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a revocation has come.
 *
 * @param deadline when the package is stopped where it still is; null unless the mode is DEADLINE
 * @param doneCount sites that have confirmed that the package does not run any more
 * @param outstandingCount sites where it has to stop, now or at the deadline
 * @param notifiedCount sites that were told, and keep it
 */
record RevocationView(
    UUID packageId,
    String pluginId,
    String version,
    @Nullable String reason,
    RevocationMode mode,
    @Nullable Instant deadline,
    long doneCount,
    long outstandingCount,
    long notifiedCount,
    List<Site> sites) {

  /** What is known of a site. */
  enum Proof {
    DONE,
    OUTSTANDING,
    NOTIFIED
  }

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
      Proof proof,
      @Nullable UUID installationId,
      @Nullable String status,
      @Nullable String error,
      @Nullable Instant lastContactAt) {}

  /**
   * As the database knows it.
   *
   * @param done whether it has confirmed that the package does not run
   */
  record Progress(
      String siteId,
      Instant since,
      boolean done,
      @Nullable UUID installationId,
      @Nullable String status,
      @Nullable String error,
      @Nullable Instant lastContactAt) {

    private Site under(RevocationMode mode) {
      return new Site(
          siteId, since, done, proof(mode), installationId, status, error, lastContactAt);
    }

    private Proof proof(RevocationMode mode) {
      if (done) {
        return Proof.DONE;
      }
      return mode == RevocationMode.NOTIFY ? Proof.NOTIFIED : Proof.OUTSTANDING;
    }
  }

  static RevocationView of(PackageState it, List<Progress> progress) {
    var how = it.revocation();
    var mode = how == null ? RevocationMode.FORCE : how.mode();
    var sites = progress.stream().map(site -> site.under(mode)).toList();
    return new RevocationView(
        it.packageId(),
        it.pluginId(),
        it.version(),
        it.reason(),
        mode,
        how == null ? null : how.deadline(),
        count(sites, Proof.DONE),
        count(sites, Proof.OUTSTANDING),
        count(sites, Proof.NOTIFIED),
        sites);
  }

  private static long count(List<Site> sites, Proof proof) {
    return sites.stream().filter(it -> it.proof() == proof).count();
  }
}
