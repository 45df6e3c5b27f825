package dev.pluginsuite.installation.offboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently a site is emptied. */
@ConfigMapping(prefix = "suite.offboarding")
interface OffboardingConfig {
  /** Until a site is closed even though its agent has not confirmed. */
  @WithDefault("P7D")
  Duration patience();

  /** After this a site that could not remove everything is told again. */
  @WithDefault("PT1M")
  Duration againAfter();
}
