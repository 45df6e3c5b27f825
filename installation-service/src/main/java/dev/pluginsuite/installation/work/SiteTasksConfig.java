package dev.pluginsuite.installation.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many sites are served at once. */
@ConfigMapping(prefix = "suite.site-tasks")
interface SiteTasksConfig {
  /** Each has a connection of the database while it works. */
  @WithDefault("4")
  @Min(1)
  @Max(16)
  int workers();
}
