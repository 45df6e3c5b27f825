package dev.pluginsuite.registry.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.common.secrecy.SealingKeys;
import dev.pluginsuite.common.secrecy.SealingKeys.Sealed;
import dev.pluginsuite.registry.channels.WebhookSecret;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** The secrets of webhooks as their rows keep them: the id of the key, a colon, what it sealed. */
@ApplicationScoped
class SealedSecrets {
  private static final String SEPARATOR = ":";

  private final SealingKeys keys;

  @Inject
  SealedSecrets(SubscriptionConfig config) {
    this(config.keyFile().map(SealingKeys::in).orElseGet(() -> new SealingKeys(List.of())));
  }

  SealedSecrets(SealingKeys keys) {
    this.keys = keys;
  }

  /**
   * Refuses where no key was configured.
   *
   * @param row the only one for which it can be opened again
   */
  String seal(WebhookSecret secret, UUID row) {
    if (keys.currentId().isEmpty()) {
      throw RegistryProblem.CHANNEL_UNAVAILABLE.because(
          "Webhooks are not set up here: suite.notices.key-file names no key for their secrets.");
    }
    var sealed = keys.seal(secret.text().getBytes(UTF_8), row.toString());
    return sealed.keyId() + SEPARATOR + sealed.text();
  }

  WebhookSecret open(String kept, UUID row) {
    var parts = kept.split(SEPARATOR, 2);
    var plain = keys.open(new Sealed(parts[0], parts[1]), row.toString());
    return WebhookSecret.read(new String(plain, UTF_8)).orElseThrow();
  }
}
