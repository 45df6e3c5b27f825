package dev.pluginsuite.local.journey;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Looks again until it sees what it wants, for a minute at most. */
final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  /** Throws with the last thing it saw. */
  static <T> T until(Look<T> look, Predicate<T> wanted, String what)
      throws IOException, InterruptedException, StepFailure {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var seen = look.see();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > deadline) {
        throw new StepFailure(
            "%s not within %d s; last seen: %s".formatted(what, LIMIT.toSeconds(), seen));
      }
      Thread.sleep(200);
    }
  }

  interface Look<T> {
    T see() throws IOException, InterruptedException, StepFailure;
  }
}
