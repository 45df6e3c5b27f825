package dev.pluginsuite.health.status;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How often installations are judged. */
@ConfigMapping(prefix = "suite.health.status")
interface StatusConfig {
  /** In which a plugin is expected to say something. */
  Duration interval();

  /** Each installation is judged once in this time. */
  Duration every();

  /** How often a replica asks which installations are due. */
  String pass();

  /** So many in one transaction. */
  int batch();
}
