package dev.pluginsuite.health.rollup;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How rollups are made and kept. */
@ConfigMapping(prefix = "suite.health.rollups")
interface RollupConfig {
  /** Between two passes: by so much rollups are behind the samples. */
  String every();

  /** Batches of samples that one transaction rolls up. */
  int batches();

  /** For how long they are kept. */
  Duration retention();
}
