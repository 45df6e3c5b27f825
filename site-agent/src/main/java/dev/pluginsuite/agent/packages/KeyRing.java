package dev.pluginsuite.agent.packages;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that may sign approvals, as the pinned root says. It never goes back to an older set,
 * with which a stolen and since withdrawn key would be good again.
 */
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  /** By so much the clocks of a site and of who signs may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final String PATH = "/admin/plugin-registry/keys";

  private final Api api;
  private final PublicKey root;
  private final AtomicFile highest;
  private final Clock clock;
  private final EnumSet<KeySet.Use> uses;

  /**
   * @param uses what a key has to be for to approve packages for this site
   */
  public KeyRing(
      Api api, PublicKey root, EnumSet<KeySet.Use> uses, AtomicFile highest, Clock clock) {
    this.api = api;
    this.uses = uses;
    this.root = root;
    this.highest = highest;
    this.clock = clock;
  }

  /** Key id to key; null for one that may not approve here. */
  Function<String, @Nullable PublicKey> approvers() throws IOException, InterruptedException {
    var keys = current().keys();
    return keyId ->
        keys.stream()
            .filter(it -> it.keyId().equals(keyId) && uses.contains(it.use()))
            .map(it -> Ed25519.publicKey(it.publicKey()))
            .findFirst()
            .orElse(null);
  }

  private KeySet current() throws IOException, InterruptedException {
    var envelope = api.get(PATH, Envelope.class);
    var payload = envelope.verified(KeySet.PAYLOAD_TYPE, this::rootOrNone);
    if (payload.isEmpty()) {
      throw new IOException("The key set is not signed by the pinned root key");
    }
    var keys = Json.MAPPER.readValue(payload.get(), KeySet.class);
    check(keys);
    return keys;
  }

  private @Nullable PublicKey rootOrNone(String keyId) {
    return keyId.equals(Ed25519.keyId(root)) ? root : null;
  }

  private void check(KeySet keys) throws IOException {
    var known = highestVersion();
    if (keys.version() < known) {
      throw new IOException(
          "The key set went back from version %d to %d".formatted(known, keys.version()));
    }
    checkExpiry(keys);
    if (keys.version() > known) {
      highest.write(Long.toString(keys.version()).getBytes(US_ASCII));
      LOG.info("Key set {} is in use", keys.version());
    }
  }

  /** What runs goes on running; only what is new is refused. */
  private void checkExpiry(KeySet keys) throws IOException {
    var now = clock.instant();
    if (!now.isBefore(keys.expires().plus(SKEW))) {
      throw new IOException(
          "The key set %d expired at %s, and the clock here says %s"
              .formatted(keys.version(), keys.expires(), now));
    }
    if (!now.isBefore(keys.expires())) {
      LOG.warn(
          "The key set {} expired at {}; clocks may differ by {}",
          keys.version(),
          keys.expires(),
          SKEW);
    }
  }

  /** A file that cannot be read is a lost one, as after a lost disk. */
  private long highestVersion() throws IOException {
    var content = highest.read();
    try {
      return content.isEmpty() ? 0 : Long.parseLong(new String(content.get(), US_ASCII).trim());
    } catch (NumberFormatException unreadable) {
      LOG.error("key-set.version is unreadable and starts anew");
      return 0;
    }
  }
}
