package dev.pluginsuite.agent.reconcile;

import java.io.IOException;

/** Somebody who is needed is away. That is no failure of a plan: the agent waits. */
public final class Unavailable extends IOException {
  public Unavailable(String message) {
    super(message);
  }

  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
