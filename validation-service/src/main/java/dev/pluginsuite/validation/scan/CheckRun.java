package dev.pluginsuite.validation.scan;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How one check went.
 *
 * @param outcome null in reports from before outcomes were kept
 * @param note why it was skipped or failed
 */
public record CheckRun(
    String check, long micros, @Nullable Outcome outcome, @Nullable String note) {

  /** What came of it. */
  public enum Outcome {
    CLEAN,
    FOUND,
    FAILED,
    SKIPPED
  }

  public static CheckRun of(String check, long nanos, boolean isClean) {
    return new CheckRun(
        check, TimeUnit.NANOSECONDS.toMicros(nanos), isClean ? Outcome.CLEAN : Outcome.FOUND, null);
  }
}
