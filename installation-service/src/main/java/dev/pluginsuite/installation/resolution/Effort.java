package dev.pluginsuite.installation.resolution;

import java.time.Duration;

/**
 * How much work something may take, whichever ends first.
 *
 * @param time far more than so many steps take on a machine that keeps up
 */
record Effort(long steps, Duration time) {
  static final Effort NONE = new Effort(0, Duration.ZERO);
}
