package dev.pluginsuite.validation.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where registry-service is, and how long it may take. */
@ConfigMapping(prefix = "suite.registry")
interface RegistryConfig {

  /** Without {@code /api/v1}. */
  URI url();

  @WithDefault("PT5S")
  Duration connectTimeout();

  /** Until the first byte of the answer. */
  @WithDefault("PT30S")
  Duration answerTimeout();

  /** Until the last. */
  @WithDefault("PT5M")
  Duration deadline();
}
