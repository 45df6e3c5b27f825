package dev.pluginsuite.registry.egress;

import java.time.Duration;

/** The end of the time that a whole call may take, redirects and body included. */
record Deadline(long nanos) {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; a millisecond when nothing is, so that timers can be set. */
  Duration left() {
    var left = Duration.ofNanos(nanos - System.nanoTime());
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }
}
