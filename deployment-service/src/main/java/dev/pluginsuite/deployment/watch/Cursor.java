package dev.pluginsuite.deployment.watch;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has heard; the id of every event, so that any replica goes on from there.
 *
 * @param decision the number of the last decision
 * @param revision of the last counters
 */
record Cursor(int decision, long revision) {
  static final Cursor START = new Cursor(0, 0);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");

  static Cursor of(@Nullable String lastEventId) {
    if (lastEventId == null) {
      return START;
    }
    var parts = FORM.matcher(lastEventId);
    if (!parts.matches()) {
      throw CommonProblem.INVALID_REQUEST.because(
          "Last-Event-ID is not the id of an event of this stream.",
          List.of(new FieldError("Last-Event-ID", "must be the id of the last event")));
    }
    return new Cursor(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  Cursor decided(int number) {
    return new Cursor(number, revision);
  }

  Cursor counted(long newer) {
    return new Cursor(decision, newer);
  }

  @Override
  public String toString() {
    return decision + "-" + revision;
  }
}
