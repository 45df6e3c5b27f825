package dev.pluginsuite.registry.attestation;

import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;

/** A private key with the name under which the key set knows it. */
record SigningKey(String keyId, PrivateKey key) {

  static SigningKey read(Path file, KeySet.Use use, KeySet known) throws IOException {
    var key = Ed25519.privateKey(Files.readString(file).strip());
    return new SigningKey(idOf(key, use, known), key);
  }

  /** The key set's entry that verifies what the key signs. */
  private static String idOf(PrivateKey key, KeySet.Use use, KeySet known) {
    var probe = Envelope.sign("probe", "probe".getBytes(StandardCharsets.UTF_8), "probe", key);
    return known.keys().stream()
        .filter(it -> it.use() == use)
        .filter(it -> probe.verified("probe", any -> Ed25519.publicKey(it.publicKey())).isPresent())
        .map(KeySet.Key::keyId)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The key set does not name the %s key of this service".formatted(use)));
  }

  Envelope sign(String payloadType, byte[] payload) {
    return Envelope.sign(payloadType, payload, keyId, key);
  }
}
