package dev.pluginsuite.installation.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How insistently a revocation is pursued. */
@ConfigMapping(prefix = "suite.revocation")
interface RevocationConfig {
  /** A site whose agent could not stop a plugin is told again after this. */
  @WithDefault("PT5M")
  Duration againAfter();
}
