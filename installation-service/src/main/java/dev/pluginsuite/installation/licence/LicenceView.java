package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.security.SiteScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A licence, for callers.
 *
 * @param versionRange null for all versions
 * @param licenseKey masked, but for the one answer that issues it
 * @param siteIds the sites it is for, as far as whoever asks may know of them; empty for all of the
 *     enterprise
 * @param enterpriseId null for the sites of every enterprise
 * @param maxInstallations null for as many as there are sites
 * @param usedInstallations seats that are taken
 * @param expiresAt null for never
 * @param graceEndsAt when what runs under it is stopped
 * @param isActive false once it was revoked
 * @param revokedBecause as whoever revoked it said
 */
record LicenceView(
    UUID id,
    String registryId,
    String pluginId,
    @Nullable String versionRange,
    LicenseType licenseType,
    String licenseKey,
    List<String> siteIds,
    @Nullable String enterpriseId,
    @Nullable Integer maxInstallations,
    long usedInstallations,
    @Nullable Instant expiresAt,
    @Nullable Instant graceEndsAt,
    boolean isActive,
    LicenceStatus status,
    String issuedBy,
    Instant issuedAt,
    @Nullable Instant revokedAt,
    @Nullable String revokedBecause) {

  static LicenceView of(Licence it, long taken, SiteScope scope) {
    return of(it, taken, scope, it.maskedKey);
  }

  /** With the key in full: for the one who is given it. */
  static LicenceView issued(Licence it, LicenceKey key) {
    return of(it, 0, SiteScope.ALL, key.text());
  }

  private static LicenceView of(Licence it, long taken, SiteScope scope, String key) {
    return new LicenceView(
        it.id,
        it.registryId,
        it.pluginId,
        it.versionRange,
        it.type,
        key,
        it.siteIds.ids().stream().filter(scope::contains).sorted().toList(),
        it.enterpriseId,
        it.maxInstallations,
        taken,
        it.expiresAt,
        it.graceEndsAt(),
        it.status != LicenceStatus.REVOKED,
        it.status,
        it.issuedBy,
        it.createdAt,
        it.revokedAt,
        it.revokedBecause);
  }
}
