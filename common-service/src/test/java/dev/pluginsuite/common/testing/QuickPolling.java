package dev.pluginsuite.common.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;

/**
 * Looks at once, and then again after ever longer pauses: most of what tests wait for is there
 * within milliseconds, and Awaitility's own tenth of a second, many hundred times, is minutes.
 */
public final class QuickPolling implements QuarkusTestBeforeClassCallback {
  private static final Duration FIRST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMillis(100);

  @Override
  public void beforeClass(Class<?> testClass) {
    Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(QuickPolling::longer, FIRST));
  }

  private static Duration longer(Duration before) {
    var next = before.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST) < 0 ? next : LONGEST;
  }
}
