package dev.pluginsuite.deployment.watch;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How many may watch, and for how long. */
@ConfigMapping(prefix = "suite.streams")
interface WatchConfig {
  /** Open streams of a replica. */
  int most();

  /** Open streams of one caller at a replica. */
  int mostEach();

  /** How often it is looked for something new. */
  Duration look();

  /** How long nothing is said at most. */
  Duration heartbeat();

  /** How long one stream goes on at most. */
  Duration longest();
}
