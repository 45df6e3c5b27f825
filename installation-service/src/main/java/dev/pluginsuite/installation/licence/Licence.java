package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.InstallationProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The right to run a plugin at some sites. Of its key only hash and mask are kept. */
@Entity
@Table(name = "plugin_licenses")
class Licence {
  @Id UUID id = Ids.next();

  @Column(name = "key_hash")
  String keyHash;

  @Column(name = "masked_key")
  String maskedKey;

  @Column(name = "registry_id")
  String registryId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "version_range")
  @Nullable String versionRange;

  @Enumerated(EnumType.STRING)
  @Column(name = "license_type")
  LicenseType type;

  @Column(name = "site_ids")
  @JdbcTypeCode(SqlTypes.JSON)
  SiteIds siteIds;

  @Column(name = "enterprise_id")
  @Nullable String enterpriseId;

  @Column(name = "max_installations")
  @Nullable Integer maxInstallations;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Enumerated(EnumType.STRING)
  LicenceStatus status = LicenceStatus.ACTIVE;

  @Column(name = "warned_days")
  @Nullable Integer warnedDays;

  /** When it is to be looked at again; null for never. */
  @Column(name = "next_step_at")
  @Nullable Instant nextStepAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  @Column(name = "revoked_because")
  @Nullable String revokedBecause;

  @Column(name = "issued_by")
  String issuedBy;

  @Column(name = "created_at")
  Instant createdAt;

  long revision = 1;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @SuppressWarnings("NullAway.Init")
  protected Licence() {}

  Licence(LicenceDraft draft, LicenceKey key, String issuedBy, Instant now) {
    this.keyHash = key.hash();
    this.maskedKey = key.masked();
    this.registryId = draft.registryId();
    this.pluginId = draft.pluginId();
    this.versionRange = draft.range() == null ? null : draft.range().toString();
    this.type = draft.type();
    this.siteIds = new SiteIds(draft.scope().siteIds());
    this.enterpriseId = draft.scope().enterpriseId();
    this.maxInstallations = draft.maxInstallations();
    this.expiresAt = draft.expiresAt();
    this.issuedBy = issuedBy;
    this.createdAt = now;
    stand(LicenceTime.at(expiresAt, now));
  }

  /**
   * Makes more of it. Sooner than it was to it does not end, except by being revoked.
   *
   * @param until null to leave it
   * @param seats null to leave it
   * @param taken seats, counted while nobody takes one
   */
  void extend(@Nullable Instant until, @Nullable Integer seats, long taken, Instant now) {
    requireNotRevoked();
    if (until != null) {
      requireLater(until, now);
      expiresAt = until;
    }
    if (seats != null) {
      requireRoom(seats, taken);
      maxInstallations = seats;
    }
    stand(LicenceTime.at(expiresAt, now));
    revision++;
  }

  private void requireNotRevoked() {
    if (status == LicenceStatus.REVOKED) {
      throw InstallationProblem.LICENSE_REVOKED.because(
          "The licence %s was revoked; issue a new one.".formatted(id));
    }
  }

  private void requireLater(Instant until, Instant now) {
    if (!until.isAfter(now)) {
      throw invalid("has to be in the future");
    }
    if (until.isAfter(LicenceTime.LATEST)) {
      throw invalid("must not be after " + LicenceTime.LATEST);
    }
    if (expiresAt == null) {
      throw invalid("must be absent: the licence never expires; revoke it to end it");
    }
    if (until.isBefore(expiresAt)) {
      throw invalid("has to be after %s; revoke it to end it sooner".formatted(expiresAt));
    }
  }

  private static RuntimeException invalid(String message) {
    return InstallationProblem.INVALID_LICENSE.because(
        "The licence cannot be extended so.", List.of(new FieldError("expiresAt", message)));
  }

  private void requireRoom(int seats, long taken) {
    if (seats < taken) {
      throw InstallationProblem.LICENSE_IN_USE
          .because(
              "%d sites use the licence %s, which cannot have %d seats; remove %s from %d of them first."
                  .formatted(taken, id, seats, pluginId, taken - seats))
          .with("usedInstallations", taken);
    }
  }

  /**
   * @param because as whoever revokes it says
   */
  void revoke(String because, Instant now) {
    requireNotRevoked();
    status = LicenceStatus.REVOKED;
    nextStepAt = null;
    revokedAt = now;
    revokedBecause = because;
    revision++;
  }

  /** Whether that is news. */
  boolean pass(Instant now) {
    var before = new LicenceTime(status, warnedDays, null);
    var time = LicenceTime.at(expiresAt, now);
    stand(time);
    var isNews = !before.equals(new LicenceTime(time.status(), time.warnedDays(), null));
    revision += isNews ? 1 : 0;
    return isNews;
  }

  private void stand(LicenceTime time) {
    status = time.status();
    warnedDays = time.warnedDays();
    nextStepAt = time.next();
  }

  @Nullable Instant graceEndsAt() {
    return expiresAt == null ? null : LicenceTime.end(expiresAt);
  }

  /** What an extension changes. */
  String extent() {
    return "%s, %s seats, %s"
        .formatted(
            status,
            maxInstallations == null ? "unlimited" : maxInstallations,
            expiresAt == null ? "for ever" : "until " + expiresAt);
  }

  /** Why what runs under it is stopped, as a sentence. */
  String endedBecause() {
    var what = "The licence %s of %s".formatted(maskedKey, pluginId);
    return status == LicenceStatus.REVOKED
        ? "%s was revoked: %s".formatted(what, revokedBecause)
        : "%s expired at %s, and its time of grace is over".formatted(what, expiresAt);
  }

  LicenceState state() {
    return new LicenceState(
        id,
        registryId,
        pluginId,
        versionRange,
        type,
        siteIds.ids().stream().sorted().toList(),
        enterpriseId,
        maxInstallations,
        expiresAt,
        graceEndsAt(),
        status,
        warnedDays,
        revokedBecause);
  }
}
