package dev.pluginsuite.installation.lapse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How insistently ended licences are pursued. */
@ConfigMapping(prefix = "suite.licences")
interface LapseConfig {
  /** A site whose agent could not stop a plugin is told again after this. */
  @WithDefault("PT5M")
  Duration againAfter();
}
