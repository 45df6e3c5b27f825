package dev.pluginsuite.deployment.window;

import java.time.Duration;
import java.time.Instant;

/** From when to when a site may be asked. */
public record Opening(Instant opensAt, Instant closesAt) {
  Opening until(Instant later) {
    return later.isAfter(closesAt) ? new Opening(opensAt, later) : this;
  }

  boolean isOpenAfter(Instant time) {
    return closesAt.isAfter(time);
  }

  /** The last time to ask, so that there is some left to do it. */
  public Instant asksUntil(Duration margin) {
    return closesAt.minus(margin);
  }
}
