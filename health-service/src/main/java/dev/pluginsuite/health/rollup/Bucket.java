package dev.pluginsuite.health.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A time of an installation that is rolled up. Times start where the clock's do. */
record Bucket(UUID installationId, Instant startsAt) {
  static final Duration SHORT = Duration.ofMinutes(5);
  static final Duration LONG = Duration.ofHours(1);

  Bucket hour() {
    return new Bucket(installationId, startsAt.truncatedTo(ChronoUnit.HOURS));
  }

  RollupKey of(UUID packageId) {
    return new RollupKey(this, packageId);
  }
}
