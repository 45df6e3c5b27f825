package dev.pluginsuite.health.sample;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How much is recorded at a time. */
@ConfigMapping(prefix = "suite.health.batches")
interface AdmissionConfig {
  /** In one replica. */
  int most();

  /** When those that were not let in may come again. */
  Duration retryAfter();
}
