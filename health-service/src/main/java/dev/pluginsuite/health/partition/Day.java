package dev.pluginsuite.health.partition;

import dev.pluginsuite.health.partition.PartitionTable.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

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

  /** Up to when every time from now on has a place; the epoch if now has none. */
  static Instant placesUntil(Map<Day, State> days, Instant now) {
    var until = Instant.EPOCH;
    for (var day = of(now); days.get(day) == State.ATTACHED; day = day.next()) {
      until = day.end();
    }
    return until;
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
