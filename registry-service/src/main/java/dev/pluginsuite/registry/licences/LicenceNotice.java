package dev.pluginsuite.registry.licences;

import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.registry.notices.NoticeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What receivers get as the CloudEvent's data.
 *
 * @param warnedDays so many days are left at most
 * @param graceEndsAt when what runs under it is stopped
 */
record LicenceNotice(
    UUID licenceId,
    String registryId,
    String pluginId,
    LicenseType licenseType,
    LicenceStatus status,
    @Nullable Instant expiresAt,
    @Nullable Integer warnedDays,
    @Nullable Instant graceEndsAt,
    @Nullable String reason) {

  static LicenceNotice of(LicenceState it) {
    return new LicenceNotice(
        it.licenceId(),
        it.registryId(),
        it.pluginId(),
        it.licenseType(),
        it.status(),
        it.expiresAt(),
        it.warnedDays(),
        it.graceEndsAt(),
        it.reason());
  }

  /**
   * What a state is worth telling. Only what has moved on is: an extension moves back.
   *
   * @param before null if nothing was known of the licence
   * @param isFirst whether the licence never had another state
   */
  static Optional<NoticeType> type(@Nullable Standing before, LicenceState now, boolean isFirst) {
    if (isFirst && before == null) {
      return Optional.of(NoticeType.LICENCE_ISSUED);
    }
    if (before != null && !Standing.of(now).isAfter(before)) {
      return Optional.empty();
    }
    return switch (now.status()) {
      case EXPIRING -> Optional.of(NoticeType.LICENCE_EXPIRING);
      case EXPIRED -> Optional.of(NoticeType.LICENCE_EXPIRED);
      case ENDED -> Optional.of(NoticeType.LICENCE_GRACE_ENDED);
      case REVOKED -> Optional.of(NoticeType.LICENCE_REVOKED);
      case ACTIVE, UNKNOWN -> Optional.empty();
    };
  }

  /** How far a licence has come. */
  record Standing(LicenceStatus status, @Nullable Integer warnedDays) {
    static Standing of(LicenceState it) {
      return new Standing(it.status(), it.warnedDays());
    }

    private boolean isAfter(Standing before) {
      return status == before.status
          ? daysLeft() < before.daysLeft()
          : status.compareTo(before.status) > 0;
    }

    private int daysLeft() {
      return warnedDays == null ? Integer.MAX_VALUE : warnedDays;
    }
  }
}
