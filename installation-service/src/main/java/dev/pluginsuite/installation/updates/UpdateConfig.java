package dev.pluginsuite.installation.updates;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How often sites are looked at for newer versions. */
@ConfigMapping(prefix = "suite.updates")
interface UpdateConfig {
  /** Each site once in this time. */
  Duration every();

  /** How often a replica asks which sites are due. */
  String look();

  /** So many sites are looked at each time; the others wait for the next. */
  int atOnce();
}
