package dev.pluginsuite.common.outbox;

import java.time.Duration;

/** How long to wait before the next try: twice as long each time, up to a limit. */
final class Backoff {
  static final Duration LONGEST = Duration.ofSeconds(10);

  private Backoff() {}

  static Duration after(int failures) {
    var millis = 100L << Math.min(failures, 7);
    return millis < LONGEST.toMillis() ? Duration.ofMillis(millis) : LONGEST;
  }
}
