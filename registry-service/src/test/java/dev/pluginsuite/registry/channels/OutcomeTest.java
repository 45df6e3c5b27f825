package dev.pluginsuite.registry.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "204, DELIVERED",
    "299, DELIVERED",
    "301, FAILED",
    "307, FAILED",
    "400, FAILED",
    "404, FAILED",
    "410, GONE",
    "429, FAILED",
    "500, FAILED",
    "503, FAILED"
  })
  void only_2xx_is_delivered_and_only_410_ends_a_subscription(int status, Outcome.Kind kind) {
    assertThat(Outcome.answered(status, "", null).kind()).isEqualTo(kind);
  }

  @Test
  void a_redirect_says_that_it_is_not_followed() {
    assertThat(Outcome.answered(302, "", null).error())
        .isEqualTo("The receiver answered 302; redirects are not followed.");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "429, 30, PT30S",
        "503, 30, PT30S",
        "503, 0, PT0S",
        "503, 86400, PT1H",
        "429, 999999999999, none",
        "429, -5, none",
        "429, soon, none",
        "429, none, none",
        "500, 30, none",
        "200, 30, none",
        "429, 'Thu, 01 Jan 2026 12:00:20 GMT', PT20S",
        "429, 'Thu, 01 Jan 2026 11:00:00 GMT', none",
        "429, 'Fri, 02 Jan 2026 12:00:00 GMT', PT1H"
      })
  void a_receiver_may_ask_to_be_left_alone_for_up_to_an_hour(
      int status, @Nullable String header, @Nullable Duration expected) {
    assertThat(RetryAfter.of(status, header, NOW)).isEqualTo(expected);
  }
}
