package dev.pluginsuite.health.partition;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How the days are kept. */
@ConfigMapping(prefix = "suite.health.partitions")
interface PartitionConfig {
  /** How long passes may fail before a sample finds no place. */
  Duration ahead();

  /** A statement that waits for longer gives up; the next pass goes on. */
  Duration lockTimeout();
}
