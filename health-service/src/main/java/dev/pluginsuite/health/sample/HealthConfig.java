package dev.pluginsuite.health.sample;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** What a sample may say, and how far back the present reaches. */
@ConfigMapping(prefix = "suite.health")
interface HealthConfig {
  /** The oldest sample that is taken. */
  Duration retention();

  /** How far ahead of ours a site's clock may be. */
  Duration clockSkew();

  /** Over which the current health is summed up. */
  Duration window();

  /** CPU usage is at most this times 100 %. */
  int mostCores();
}
