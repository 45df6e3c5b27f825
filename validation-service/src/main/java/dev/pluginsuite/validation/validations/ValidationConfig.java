package dev.pluginsuite.validation.validations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How submissions are worked through. */
@ConfigMapping(prefix = "suite.validation")
interface ValidationConfig {

  /** How many at a time on one replica. */
  @WithDefault("2")
  int lanes();

  /** How often before it is given up. */
  @WithDefault("20")
  int attempts();

  /** After which one that nobody gives a sign of is taken up again; signs come every second. */
  @WithDefault("PT30S")
  Duration lease();

  /** The most that one may take, whatever signs there are. */
  @WithDefault("PT10M")
  Duration longest();

  /** Before the second attempt; then twice as long each time. */
  @WithDefault("PT1S")
  Duration firstPause();

  @WithDefault("PT1M")
  Duration longestPause();

  default Duration pauseAfter(int attempt) {
    var doublings = Math.min(attempt - 1, 30);
    var pause = firstPause().multipliedBy(1L << doublings);
    return pause.compareTo(longestPause()) < 0 ? pause : longestPause();
  }
}
