package dev.pluginsuite.deployment.window;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * When one window opens. Between two changes of the clocks a zone has one offset, in which a cron
 * expression is arithmetic without any daylight saving; so each such stretch is looked at for
 * itself, and no time in it is missing or there twice.
 */
final class Openings {
  /** Two a year, for longer than from one 29 February to the next. */
  private static final int MOST_STRETCHES = 32;

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final ExecutionTime times;
  private final ZoneRules rules;
  private final Duration duration;

  /** Throws what is wrong with it. */
  Openings(MaintenanceWindow window) {
    times = ExecutionTime.forCron(PARSER.parse(window.cron()));
    rules = ZoneId.of(window.timeZone()).getRules();
    duration = window.duration();
  }

  /** The first that is not over at that time; null if there is none. */
  @Nullable Opening endingAfter(Instant time) {
    return from(time.minus(duration).plusNanos(1));
  }

  /** The first that opens after another one has. */
  @Nullable Opening after(Opening other) {
    return from(other.opensAt().plusNanos(1));
  }

  private @Nullable Opening from(Instant start) {
    var from = start;
    for (var i = 0; i < MOST_STRETCHES; i++) {
      var end = rules.nextTransition(from);
      var found = within(from, end);
      if (found != null || end == null) {
        return found;
      }
      from = end.getInstant();
    }
    return null;
  }

  private @Nullable Opening within(Instant from, @Nullable ZoneOffsetTransition end) {
    var offset = rules.getOffset(from);
    var clock = from.atOffset(offset).toLocalDateTime().minusNanos(1).atZone(ZoneOffset.UTC);
    var opens =
        times
            .nextExecution(clock)
            .map(it -> it.toLocalDateTime().toInstant(offset))
            .filter(it -> end == null || it.isBefore(end.getInstant()));
    return opens.map(it -> new Opening(it, it.plus(duration))).orElse(null);
  }
}
