package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.licence.LicenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a licence stands in its time.
 *
 * @param warnedDays the warning that it is within; null while there is none yet
 * @param next when it will stand elsewhere; null for never
 */
record LicenceTime(LicenceStatus status, @Nullable Integer warnedDays, @Nullable Instant next) {
  /** How long a trial takes if nobody says. */
  static final Duration TRIAL = Duration.ofDays(30);

  /** From the expiry to the end: who has a seat goes on. */
  static final Duration GRACE = Duration.ofDays(14);

  /** Beyond it neither the database nor who reads the events keeps times apart. */
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z").minus(GRACE);

  private static final List<Integer> WARNINGS = List.of(30, 7, 1);
  private static final LicenceTime FOR_EVER = new LicenceTime(LicenceStatus.ACTIVE, null, null);
  private static final LicenceTime ENDED = new LicenceTime(LicenceStatus.ENDED, null, null);

  static Instant end(Instant expiresAt) {
    return expiresAt.plus(GRACE);
  }

  static LicenceTime at(@Nullable Instant expiresAt, Instant now) {
    if (expiresAt == null) {
      return FOR_EVER;
    }
    if (!now.isBefore(end(expiresAt))) {
      return ENDED;
    }
    return now.isBefore(expiresAt)
        ? before(expiresAt, now)
        : new LicenceTime(LicenceStatus.EXPIRED, null, end(expiresAt));
  }

  private static LicenceTime before(Instant expiresAt, Instant now) {
    Integer warned = null;
    for (var days : WARNINGS) {
      var from = expiresAt.minus(Duration.ofDays(days));
      if (now.isBefore(from)) {
        return new LicenceTime(status(warned), warned, from);
      }
      warned = days;
    }
    return new LicenceTime(status(warned), warned, expiresAt);
  }

  private static LicenceStatus status(@Nullable Integer warned) {
    return warned == null ? LicenceStatus.ACTIVE : LicenceStatus.EXPIRING;
  }
}
