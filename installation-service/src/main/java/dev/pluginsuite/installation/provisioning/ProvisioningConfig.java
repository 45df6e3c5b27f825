package dev.pluginsuite.installation.provisioning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the topics of sites are made, and how patiently. */
@ConfigMapping(prefix = "suite.provisioning")
interface ProvisioningConfig {
  /** As often as the brokers keep everything, unless it is said. */
  Optional<Short> replicationFactor();

  Optional<Integer> minInsyncReplicas();

  /** Before the second try; doubled each time. */
  @WithDefault("PT2S")
  Duration pause();
}
