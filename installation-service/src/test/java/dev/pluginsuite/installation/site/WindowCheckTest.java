package dev.pluginsuite.installation.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"0 22 * * 1-5", "*/30 1-5 * * *", "0 0 29 2 *", "15 3 1,15 * *", "0 * * * *"})
  void what_opens_now_and_then_is_right(String cron) {
    assertThat(errors(cron, "PT15M", "Europe/Berlin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at night        | PT1H  | UTC           | cron     | such as 0 22 * * 1-5
          0 22 * * * *    | PT1H  | UTC           | cron     | such as 0 22 * * 1-5
          0 24 * * *      | PT1H  | UTC           | cron     | such as 0 22 * * 1-5
          @daily          | PT1H  | UTC           | cron     | such as 0 22 * * 1-5
          0 0 30 2 *      | PT1H  | UTC           | cron     | no such day
          */5 * * * *     | PT1H  | UTC           | cron     | at most 24 times
          0 22 * * *      | PT14M | UTC           | duration | from PT15M to P7D
          0 22 * * *      | P8D   | UTC           | duration | from PT15M to P7D
          0 22 * * *      | PT1H  | Berlin        | timeZone | such as Europe/Berlin
          0 22 * * *      | PT1H  | +02:00        | timeZone | such as Europe/Berlin""")
  void what_is_wrong_is_named_with_what_would_be_right(
      String cron, String duration, String zone, String field, String remedy) {
    assertThat(errors(cron, duration, zone))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.field()).isEqualTo("maintenanceWindows[0]." + field);
              assertThat(it.message()).contains(remedy);
            });
  }

  @Test
  void each_window_is_looked_at() {
    var right = new MaintenanceWindow("0 22 * * *", Duration.ofHours(1), "UTC");
    var wrong = new MaintenanceWindow("x", Duration.ofHours(1), "y");

    assertThat(errors(List.of(right, wrong)))
        .extracting(FieldError::field)
        .containsExactly("maintenanceWindows[1].timeZone", "maintenanceWindows[1].cron");
  }

  private static List<FieldError> errors(String cron, String duration, String zone) {
    return errors(List.of(new MaintenanceWindow(cron, Duration.parse(duration), zone)));
  }

  private static List<FieldError> errors(List<MaintenanceWindow> windows) {
    var errors = new ArrayList<FieldError>();
    new WindowCheck(errors).check(windows);
    return errors;
  }
}
