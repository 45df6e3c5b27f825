package dev.pluginsuite.agent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is taken up again after a bug: half an agent would be worse than a slow one. */
record Steadfast(Runnable work) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Steadfast.class);
  private static final long PAUSE_MILLIS = 10_000;

  static Thread thread(String name, Runnable work) {
    return new Thread(new Steadfast(work), name);
  }

  /** Until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        work.run();
      } catch (RuntimeException bug) {
        LOG.error("A bug in the agent", bug);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
