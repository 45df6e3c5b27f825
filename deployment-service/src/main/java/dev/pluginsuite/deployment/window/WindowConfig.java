package dev.pluginsuite.deployment.window;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How maintenance windows are kept to. */
@ConfigMapping(prefix = "suite.windows")
public interface WindowConfig {
  /** A site whose window closes sooner than this is not asked any more. */
  Duration margin();

  /** How long a site is waited for to open, where the strategy does not say. */
  Duration timeout();
}
