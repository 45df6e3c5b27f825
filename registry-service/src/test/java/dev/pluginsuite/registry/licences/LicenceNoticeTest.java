package dev.pluginsuite.registry.licences;

import static dev.pluginsuite.api.licence.LicenceStatus.ACTIVE;
import static dev.pluginsuite.api.licence.LicenceStatus.EXPIRING;
import static dev.pluginsuite.api.licence.LicenceStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.registry.licences.LicenceNotice.Standing;
import dev.pluginsuite.registry.notices.NoticeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LicenceNoticeTest {
  private static LicenceState state(LicenceStatus status, @Nullable Integer warnedDays) {
    return new LicenceState(
        UUID.randomUUID(),
        "enterprise",
        "paid",
        null,
        LicenseType.SITE,
        List.of("site-1"),
        null,
        null,
        null,
        null,
        status,
        warnedDays,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,   ,   ACTIVE,   ,   ",
    "ACTIVE,   ,   EXPIRING, 30, LICENCE_EXPIRING",
    "EXPIRING, 30, EXPIRING, 30, ",
    "EXPIRING, 30, EXPIRING, 7,  LICENCE_EXPIRING",
    "EXPIRING, 7,  EXPIRING, 1,  LICENCE_EXPIRING",
    "EXPIRING, 1,  EXPIRED,  ,   LICENCE_EXPIRED",
    "ACTIVE,   ,   EXPIRED,  ,   LICENCE_EXPIRED",
    "EXPIRED,  ,   ENDED,    ,   LICENCE_GRACE_ENDED",
    "ENDED,    ,   REVOKED,  ,   LICENCE_REVOKED",
    "ACTIVE,   ,   REVOKED,  ,   LICENCE_REVOKED",
    "EXPIRING, 1,  EXPIRING, 30, ",
    "EXPIRED,  ,   ACTIVE,   ,   ",
    "ENDED,    ,   EXPIRING, 7,  "
  })
  void what_has_moved_on_is_told_and_an_extension_is_not(
      LicenceStatus before,
      @Nullable Integer warnedBefore,
      LicenceStatus now,
      @Nullable Integer warned,
      @Nullable NoticeType told) {
    var type = LicenceNotice.type(new Standing(before, warnedBefore), state(now, warned), false);

    assertThat(type.orElse(null)).isEqualTo(told);
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTIVE", "EXPIRING", "EXPIRED"})
  void its_first_state_tells_that_it_was_issued(LicenceStatus status) {
    assertThat(LicenceNotice.type(null, state(status, null), true))
        .contains(NoticeType.LICENCE_ISSUED);
  }

  @Test
  void nothing_is_told_of_a_first_state_that_is_heard_again() {
    assertThat(LicenceNotice.type(new Standing(ACTIVE, null), state(ACTIVE, null), true)).isEmpty();
  }

  @Test
  void of_one_that_was_heard_of_late_the_state_is_told() {
    assertThat(LicenceNotice.type(null, state(EXPIRING, 7), false))
        .contains(NoticeType.LICENCE_EXPIRING);
    assertThat(LicenceNotice.type(null, state(UNKNOWN, null), false)).isEmpty();
  }
}
