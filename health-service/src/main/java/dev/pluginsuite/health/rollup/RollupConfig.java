package dev.pluginsuite.health.rollup;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How rollups are made and kept. */
@ConfigMapping(prefix = "suite.health.rollups")
interface RollupConfig {
  /** Between two passes: by so much five minutes are behind the samples. */
  String every();

  /** By so much more hours are behind: what five minutes do meanwhile is added up once. */
  String hoursEvery();

  /** Batches of samples that one transaction rolls up. */
  int batches();

  /** For how long they are kept. */
  Duration retention();
}
