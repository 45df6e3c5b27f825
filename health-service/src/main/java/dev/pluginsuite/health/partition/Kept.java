package dev.pluginsuite.health.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which days have a place: every day a sample may still come for, and some ahead, so that a pass
 * that fails for a while loses nothing.
 */
record Kept(Day first, Day last) {
  /** Replicas' clocks differ: what one of them still takes, another must not have dropped. */
  private static final Duration MARGIN = Duration.ofHours(1);

  static Kept at(Instant now, Duration retention, Duration ahead) {
    return new Kept(Day.of(now.minus(retention).minus(MARGIN)), Day.of(now.plus(ahead)));
  }

  List<Day> days() {
    return Stream.iterate(first, day -> day.compareTo(last) <= 0, Day::next).toList();
  }

  boolean isOver(Day day) {
    return day.compareTo(first) < 0;
  }
}
