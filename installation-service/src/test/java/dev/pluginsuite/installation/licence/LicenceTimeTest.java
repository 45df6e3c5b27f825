package dev.pluginsuite.installation.licence;

import static dev.pluginsuite.api.licence.LicenceStatus.ACTIVE;
import static dev.pluginsuite.api.licence.LicenceStatus.ENDED;
import static dev.pluginsuite.api.licence.LicenceStatus.EXPIRED;
import static dev.pluginsuite.api.licence.LicenceStatus.EXPIRING;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.licence.LicenceStatus;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceTimeTest {
  private static final Instant EXPIRY = Instant.parse("2026-06-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "-400, ACTIVE,   ,   -30",
    "-30,  EXPIRING, 30, -7",
    "-8,   EXPIRING, 30, -7",
    "-7,   EXPIRING, 7,  -1",
    "-1,   EXPIRING, 1,  0",
    "0,    EXPIRED,  ,   14",
    "13,   EXPIRED,  ,   14",
    "14,   ENDED,    ,   ",
    "900,  ENDED,    ,   "
  })
  void each_day_has_its_place(
      int day, LicenceStatus status, @Nullable Integer warned, @Nullable Integer next) {
    var time = LicenceTime.at(EXPIRY, EXPIRY.plus(day, DAYS));

    assertThat(time)
        .isEqualTo(new LicenceTime(status, warned, next == null ? null : EXPIRY.plus(next, DAYS)));
  }

  @ParameterizedTest
  @CsvSource({"-30, ACTIVE", "-7, EXPIRING", "0, EXPIRING", "14, EXPIRED"})
  void until_its_moment_comes_a_step_is_not_taken(int day, LicenceStatus before) {
    var time = LicenceTime.at(EXPIRY, EXPIRY.plus(day, DAYS).minusMillis(1));

    assertThat(time.status()).isEqualTo(before);
  }

  @Test
  void what_never_expires_is_never_looked_at_again() {
    assertThat(LicenceTime.at(null, EXPIRY)).isEqualTo(new LicenceTime(ACTIVE, null, null));
  }

  @Property(seed = "20261128")
  void from_step_to_step_all_are_taken_in_order(@ForAll @LongRange(min = 31, max = 999) long days) {
    var time = LicenceTime.at(EXPIRY, EXPIRY.minus(days, DAYS));
    var steps = new StringBuilder();

    while (time.next() != null) {
      time = LicenceTime.at(EXPIRY, Objects.requireNonNull(time.next()));
      steps.append(time.status()).append(time.warnedDays()).append(' ');
    }

    assertThat(steps.toString())
        .isEqualTo(
            "%s30 %s7 %s1 %snull %snull ".formatted(EXPIRING, EXPIRING, EXPIRING, EXPIRED, ENDED));
  }
}
