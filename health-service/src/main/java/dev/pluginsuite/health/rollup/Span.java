package dev.pluginsuite.health.rollup;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time that is asked for, in whole steps, and never in more of them than {@link #MOST_POINTS}.
 *
 * @param width of the rollups that are read for it
 */
record Span(Instant from, Instant to, Duration step, Duration width) {
  static final int MOST_POINTS = 1_000;

  /** A day more than rollups are kept, in the longest of years. */
  private static final Duration LONGEST = Duration.ofDays(367);

  private static final Duration USUAL = Duration.ofDays(1);

  /**
   * @param resolution 5m, 1h or auto
   */
  static Span of(
      @Nullable String from, @Nullable String to, @Nullable String resolution, Instant now) {
    var end = to == null ? now : time("to", to);
    var start = from == null ? end.minus(USUAL) : time("from", from);
    if (!start.isBefore(end)) {
      throw invalid("from", "must be before to");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw invalid("from", "must be at most %d days before to".formatted(LONGEST.toDays()));
    }
    return of(start, end, finest(resolution));
  }

  private static Duration finest(@Nullable String resolution) {
    if (resolution == null || resolution.equals("auto") || resolution.equals("5m")) {
      return Bucket.SHORT;
    }
    if (resolution.equals("1h")) {
      return Bucket.LONG;
    }
    throw invalid("resolution", "must be 5m, 1h or auto; single samples are at /history");
  }

  /** One step less than fits: whole steps at both ends may be one more. */
  private static Span of(Instant from, Instant to, Duration finest) {
    var seconds = Duration.between(from, to).toSeconds();
    var needed = Duration.ofSeconds(-Math.floorDiv(-seconds, MOST_POINTS - 2L));
    var width = needed.compareTo(Bucket.SHORT) > 0 ? Bucket.LONG : finest;
    var steps = Math.max(1, -Math.floorDiv(-needed.toSeconds(), width.toSeconds()));
    var step = width.multipliedBy(steps);
    return new Span(floor(from, step), floor(to.minusNanos(1), step).plus(step), step, width);
  }

  Instant stepOf(Instant time) {
    return floor(time, step);
  }

  private static Instant floor(Instant time, Duration step) {
    var seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }

  private static Instant time(String field, String value) {
    try {
      var time = Instant.parse(value);
      if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
        throw invalid(field, "must be a time from 1970 to 2200");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw invalid(field, "must be a UTC time such as 2026-01-31T12:00:00Z");
    }
  }

  private static Problem invalid(String field, String message) {
    return CommonProblem.INVALID_REQUEST.because(
        "Not valid: %s.".formatted(field), List.of(new FieldError(field, message)));
  }
}
