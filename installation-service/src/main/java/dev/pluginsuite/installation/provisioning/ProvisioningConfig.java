package dev.pluginsuite.installation.provisioning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the topics of sites are made, and how patiently. */
@ConfigMapping(prefix = "suite.provisioning")
interface ProvisioningConfig {
  @WithDefault("1")
  short replicationFactor();

  @WithDefault("1")
  int minInsyncReplicas();

  /** Before the second try; doubled each time. */
  @WithDefault("PT2S")
  Duration pause();
}
