package dev.pluginsuite.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {

  @Test
  void without_a_preference_a_call_waits_ten_seconds() {
    assertThat(Preference.wait(null)).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5                 | 5",
        "wait=0                 | 0",
        "WAIT = 7               | 7",
        "wait=\"3\"             | 3",
        "respond-async          | 0",
        "Respond-Async          | 0",
        "respond-async, wait=4  | 4",
        "wait=4; respond-async  | 4",
        "return=minimal, wait=2 | 2",
        "wait=30                | 30",
        "wait=31                | 30",
        "wait=99999999999999999 | 30",
      })
  @Tag("REST-44")
  void what_a_caller_prefers_is_kept_within_reason(String prefer, long seconds) {
    assertThat(Preference.wait(prefer)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "junk",
        "wait=",
        "wait=-1",
        "wait=soon",
        "wait=1.5x",
        "await=3",
        "no-respond-async-here",
        "return=minimal",
        "''",
      })
  void what_cannot_be_understood_is_ignored(String prefer) {
    assertThat(Preference.wait(prefer)).isEqualTo(Duration.ofSeconds(10));
  }
}
