package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a history is wanted.
 *
 * @param before where the page before ended
 */
record Period(Instant from, Instant to, Instant before) {
  /** Beyond these no sample is, and the database's calendar ends far outside of them. */
  private static final Instant DAWN = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant DUSK = Instant.parse("2200-01-01T00:00:00Z");

  static Period of(@Nullable String from, @Nullable String to, String after) {
    var period =
        new Period(
            from == null ? DAWN : time("from", from),
            to == null ? DUSK : time("to", to),
            after.isEmpty() ? DUSK : cursor(after));
    if (period.from.isAfter(period.to)) {
      throw invalid("from", "must not be after to");
    }
    return period;
  }

  private static Instant time(String field, String value) {
    try {
      return clamped(Instant.parse(value));
    } catch (DateTimeParseException e) {
      throw invalid(field, "must be a UTC time such as 2026-01-31T12:00:00Z");
    }
  }

  private static Instant cursor(String value) {
    try {
      return clamped(Instant.parse(value));
    } catch (DateTimeParseException e) {
      throw CommonProblem.INVALID_CURSOR.because(
          "Take the cursor from pagination.cursor of the page before.");
    }
  }

  private static Instant clamped(Instant time) {
    return time.isBefore(DAWN) ? DAWN : time.isAfter(DUSK) ? DUSK : time;
  }

  private static RuntimeException invalid(String field, String message) {
    return CommonProblem.INVALID_REQUEST.because(
        "Not valid: %s.".formatted(field), List.of(new FieldError(field, message)));
  }
}
