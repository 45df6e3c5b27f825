package dev.pluginsuite.installation.site;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with the maintenance windows of a site, and what would be right. */
final class WindowCheck {
  static final Duration SHORTEST = Duration.ofMinutes(15);
  static final Duration LONGEST = Duration.ofDays(7);
  private static final int MOST_A_DAY = 24;

  /** A leap year, so that every date comes. */
  private static final ZonedDateTime SOME_DAY =
      ZonedDateTime.of(2028, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final List<FieldError> errors;

  WindowCheck(List<FieldError> errors) {
    this.errors = errors;
  }

  void check(List<MaintenanceWindow> windows) {
    for (var i = 0; i < windows.size(); i++) {
      check("maintenanceWindows[%d].".formatted(i), windows.get(i));
    }
  }

  private void check(String field, MaintenanceWindow it) {
    if (it.duration().compareTo(SHORTEST) < 0 || it.duration().compareTo(LONGEST) > 0) {
      wrong(field + "duration", "has to be from PT15M to P7D");
    }
    if (!ZoneId.getAvailableZoneIds().contains(it.timeZone())) {
      wrong(field + "timeZone", "has to be a time zone by its name, such as Europe/Berlin");
    }
    var cron = parsed(it.cron());
    if (cron == null) {
      wrong(
          field + "cron",
          "has to be minute, hour, day of month, month, day of week, such as 0 22 * * 1-5");
    } else {
      checkTimes(field + "cron", ExecutionTime.forCron(cron));
    }
  }

  private static @Nullable Cron parsed(String cron) {
    try {
      return PARSER.parse(cron);
    } catch (IllegalArgumentException bad) {
      return null;
    }
  }

  private void checkTimes(String field, ExecutionTime times) {
    var first = times.nextExecution(SOME_DAY.minusSeconds(1)).orElse(null);
    if (first == null) {
      wrong(field, "has to come: there is no such day in any year");
      return;
    }
    var last = first;
    for (var i = 0; i < MOST_A_DAY && last != null; i++) {
      last = times.nextExecution(last).orElse(null);
    }
    if (last != null && last.isBefore(first.plusDays(1))) {
      wrong(field, "has to open at most %d times within a day".formatted(MOST_A_DAY));
    }
  }

  private void wrong(String field, String message) {
    errors.add(new FieldError(field, message));
  }
}
