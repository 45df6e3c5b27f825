package dev.pluginsuite.registry.channels;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long a receiver may take. */
@ConfigMapping(prefix = "suite.channels")
interface ChannelConfig {
  /** From looking up the host's name to the last byte of the answer. */
  Duration webhookTimeout();

  /** For the whole conversation with the mail server. */
  Duration mailTimeout();
}
