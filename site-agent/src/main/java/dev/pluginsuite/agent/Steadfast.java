package dev.pluginsuite.agent;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is taken up again after a bug: half an agent would be worse than a slow one. */
record Steadfast(Runnable work, Duration pause) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Steadfast.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  static Thread thread(String name, Runnable work) {
    return new Thread(new Steadfast(work, PAUSE), name);
  }

  /** Until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        work.run();
      } catch (RuntimeException | Error bug) {
        LOG.error("A bug in the agent", bug);
        rest();
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
