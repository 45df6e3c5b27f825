package dev.pluginsuite.deployment.target;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long a site may take, and how often it is asked. */
@ConfigMapping(prefix = "suite.deployment")
interface TargetConfig {
  /** From the command to its end. */
  Duration targetTimeout();

  /** Until an unanswered command is sent a second time; twice as long each time after. */
  Duration resendFirst();

  /** The longest pause between two sends. */
  Duration resendLongest();

  /** How many targets one transaction moves. */
  int batch();
}
