package dev.pluginsuite.health.partition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A day of UTC, and the part of {@code plugin_health_logs} that holds its samples. */
record Day(LocalDate date) implements Comparable<Day> {
  static final String PARENT = "plugin_health_logs";
  private static final String PREFIX = PARENT + "_";

  static Day of(Instant time) {
    return new Day(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /**
   * @param table whose name ends with eight digits
   */
  static Day named(String table) {
    return new Day(
        LocalDate.parse(table.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE));
  }

  String table() {
    return PREFIX + date.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  Instant start() {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Instant end() {
    return next().start();
  }

  Day next() {
    return new Day(date.plusDays(1));
  }

  @Override
  public int compareTo(Day other) {
    return date.compareTo(other.date);
  }
}
