package dev.pluginsuite.installation.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a site counts as silent. */
@ConfigMapping(prefix = "suite.sites")
interface SiteConfig {
  /** Three reports that did not come. */
  @WithDefault("PT15M")
  Duration silentAfter();
}
