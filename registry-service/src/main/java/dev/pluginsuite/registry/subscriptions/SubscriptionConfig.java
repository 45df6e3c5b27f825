package dev.pluginsuite.registry.subscriptions;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits and keys of subscriptions. */
@ConfigMapping(prefix = "suite.notices")
interface SubscriptionConfig {
  /**
   * Keys for the secrets of webhooks: AES-256 in base64, one a line. The first encrypts; the others
   * still decrypt what they encrypted. Without it there are no webhooks.
   */
  Optional<Path> keyFile();

  /** How many subscriptions one person may have. */
  int subscriptionsPerOwner();

  /** So long after a rotation messages are signed with the secret before, too. */
  Duration secretOverlap();
}
