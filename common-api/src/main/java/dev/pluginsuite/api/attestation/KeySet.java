package dev.pluginsuite.api.attestation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that may sign approvals, itself signed by an offline root. An agent never goes back to a
 * lower version and trusts none that has expired.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeySet(long version, Instant expires, List<Key> keys) {
  public static final String PAYLOAD_TYPE = "application/vnd.pluginsuite.key-set+json";

  public @Nullable PublicKey approvalKey(String keyId) {
    return keys.stream()
        .filter(it -> it.keyId().equals(keyId) && it.use() == Use.APPROVAL)
        .map(it -> Ed25519.publicKey(it.publicKey()))
        .findFirst()
        .orElse(null);
  }

  /**
   * @param publicKey X.509, base64
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Key(String keyId, String publicKey, Use use) {}

  /** What a key may sign; developer keys are good at development sites only. */
  public enum Use {
    APPROVAL,
    DEVELOPER
  }
}
