package dev.pluginsuite.agent.reconcile;

import java.io.IOException;
import java.time.Duration;

/** Somebody who is needed is away. That is no failure of a plan: the agent waits. */
public final class Unavailable extends IOException {
  private final Duration retryAfter;

  public Unavailable(String message) {
    super(message);
    this.retryAfter = Duration.ZERO;
  }

  public Unavailable(String message, Throwable cause) {
    this(message, cause, Duration.ZERO);
  }

  /**
   * @param retryAfter how long it asks to be left alone
   */
  public Unavailable(String message, Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** The pause before the next call: the caller's own, or what was asked for if that is longer. */
  public static Duration pause(IOException failure, Duration own) {
    return failure instanceof Unavailable it && it.retryAfter.compareTo(own) > 0
        ? it.retryAfter
        : own;
  }
}
