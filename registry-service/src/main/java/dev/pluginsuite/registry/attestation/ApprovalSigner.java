package dev.pluginsuite.registry.attestation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.attestation.KeySet.Use;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/**
 * Signs approvals. A service with a key that the key set does not vouch for does not start: no
 * agent would believe it.
 */
@Startup
@Singleton
class ApprovalSigner {
  private final ObjectMapper json;
  private final Envelope keySet;
  private final Map<Use, SigningKey> keys = new EnumMap<>(Use.class);

  ApprovalSigner(AttestationConfig config, ObjectMapper json) {
    this.json = json;
    try {
      this.keySet = json.readValue(config.keySetFile().toFile(), Envelope.class);
      var known = json.readValue(Base64.getDecoder().decode(keySet.payload()), KeySet.class);
      keys.put(Use.APPROVAL, SigningKey.read(config.privateKeyFile(), Use.APPROVAL, known));
      if (config.developerKeyFile().isPresent()) {
        var file = config.developerKeyFile().get();
        keys.put(Use.DEVELOPER, SigningKey.read(file, Use.DEVELOPER, known));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the keys for approvals", e);
    }
  }

  boolean canSign(Use use) {
    return keys.containsKey(use);
  }

  Envelope keySet() {
    return keySet;
  }

  Envelope sign(ApprovalStatement statement, Use use) {
    var key = keys.get(use);
    if (key == null) {
      throw new IllegalStateException("There is no key for " + use);
    }
    try {
      return key.sign(ApprovalStatement.PAYLOAD_TYPE, json.writeValueAsBytes(statement));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
