package dev.pluginsuite.validation.dryrun;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may be tried out beside what was submitted. */
@ConfigMapping(prefix = "suite.dry-run")
interface DryRunConfig {
  /** On one replica: each may take tens of MiB and minutes. */
  @WithDefault("4")
  int atOnce();
}
