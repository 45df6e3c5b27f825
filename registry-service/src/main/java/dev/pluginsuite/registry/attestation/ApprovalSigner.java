package dev.pluginsuite.registry.attestation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.util.Base64;

/**
 * Signs approvals. A service whose key the key set does not vouch for does not start: no agent
 * would believe it.
 */
@Startup
@Singleton
class ApprovalSigner {
  private final ObjectMapper json;
  private final Envelope keySet;
  private final PrivateKey key;
  private final String keyId;

  ApprovalSigner(AttestationConfig config, ObjectMapper json) {
    this.json = json;
    try {
      this.key = Ed25519.privateKey(Files.readString(config.privateKeyFile()).strip());
      this.keySet = json.readValue(config.keySetFile().toFile(), Envelope.class);
      this.keyId =
          keyIdOf(json.readValue(Base64.getDecoder().decode(keySet.payload()), KeySet.class));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the keys for approvals", e);
    }
  }

  /** The key set's entry that verifies what our key signs. */
  private String keyIdOf(KeySet keys) {
    var probe = Envelope.sign("probe", "probe".getBytes(StandardCharsets.UTF_8), "probe", key);
    return keys.keys().stream()
        .filter(it -> it.use() == KeySet.Use.APPROVAL)
        .filter(it -> probe.verified("probe", any -> Ed25519.publicKey(it.publicKey())).isPresent())
        .map(KeySet.Key::keyId)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The key set does not name the approval key of this service"));
  }

  Envelope keySet() {
    return keySet;
  }

  Envelope sign(ApprovalStatement statement) {
    try {
      return Envelope.sign(
          ApprovalStatement.PAYLOAD_TYPE, json.writeValueAsBytes(statement), keyId, key);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
