package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of each field of a sample what is wrong with it and what would be right. */
@ApplicationScoped
class SampleCheck {
  /** More than any plugin does in a minute; sums of a month of them still fit. */
  static final long MOST_COUNT = 1_000_000_000L;

  private final Clock clock;
  private final Duration retention;
  private final Duration skew;
  private final double mostCpu;

  SampleCheck(HealthConfig config, Clock clock) {
    this.clock = clock;
    this.retention = config.retention();
    this.skew = config.clockSkew();
    this.mostCpu = 100.0 * config.mostCores();
  }

  List<FieldError> errors(HealthSample sample) {
    var errors = new ArrayList<FieldError>();
    required(errors, "errorCount", sample.errorCount());
    required(errors, "warningCount", sample.warningCount());
    required(errors, "avgExecutionTime", sample.avgExecutionTime());
    required(errors, "memoryUsage", sample.memoryUsage());
    required(errors, "cpuUsage", sample.cpuUsage());
    count(errors, "errorCount", sample.errorCount());
    count(errors, "warningCount", sample.warningCount());
    count(errors, "executionCount", sample.executionCount());
    amount(errors, "avgExecutionTime", sample.avgExecutionTime(), Double.MAX_VALUE);
    amount(errors, "memoryUsage", sample.memoryUsage(), Double.MAX_VALUE);
    amount(errors, "cpuUsage", sample.cpuUsage(), mostCpu);
    time(errors, sample.recordedAt());
    return errors;
  }

  private static void required(List<FieldError> errors, String field, @Nullable Number value) {
    if (value == null) {
      errors.add(new FieldError(field, "is required"));
    }
  }

  private static void count(List<FieldError> errors, String field, @Nullable Long value) {
    if (value != null && (value < 0 || value > MOST_COUNT)) {
      errors.add(new FieldError(field, "must be from 0 to %d".formatted(MOST_COUNT)));
    }
  }

  private static void amount(
      List<FieldError> errors, String field, @Nullable Double value, double most) {
    if (value != null && !(value >= 0 && value <= most)) {
      errors.add(
          new FieldError(
              field,
              most == Double.MAX_VALUE
                  ? "must be a finite number of at least 0"
                  : "must be a number from 0 to %.0f".formatted(most)));
    }
  }

  private void time(List<FieldError> errors, @Nullable Instant recordedAt) {
    if (recordedAt == null) {
      return;
    }
    var earliest = clock.instant().minus(retention);
    var latest = clock.instant().plus(skew);
    if (recordedAt.isBefore(earliest) || recordedAt.isAfter(latest)) {
      errors.add(
          new FieldError("recordedAt", "must be between %s and %s".formatted(earliest, latest)));
    }
  }
}
