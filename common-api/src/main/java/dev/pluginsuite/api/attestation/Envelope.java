package dev.pluginsuite.api.attestation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A signed payload: DSSE, the Dead Simple Signing Envelope (secure-systems-lab/dsse v1).
 *
 * @param payload base64
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Envelope(String payloadType, String payload, List<SignatureEntry> signatures) {

  /** One signature and the id of the key that made it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SignatureEntry(String keyid, String sig) {}

  public static Envelope sign(String payloadType, byte[] payload, String keyId, PrivateKey key) {
    var sig = Ed25519.sign(preAuthentication(payloadType, payload), key);
    return new Envelope(
        payloadType, base64(payload), List.of(new SignatureEntry(keyId, base64(sig))));
  }

  /**
   * The payload, if it is of the wanted type and one signature is by a key that {@code keys} knows;
   * otherwise empty.
   *
   * @param keys key id to key, null for a key that is not trusted
   */
  public Optional<byte[]> verified(String wantedType, Function<String, @Nullable PublicKey> keys) {
    try {
      var bytes = Base64.getDecoder().decode(payload);
      var message = preAuthentication(payloadType, bytes);
      return payloadType.equals(wantedType)
              && signatures.stream().anyMatch(it -> isGood(it, message, keys))
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static boolean isGood(
      SignatureEntry entry, byte[] message, Function<String, @Nullable PublicKey> keys) {
    var key = keys.apply(entry.keyid());
    return key != null && Ed25519.verifies(message, Base64.getDecoder().decode(entry.sig()), key);
  }

  /** DSSE's PAE: lengths before parts, so that no two inputs give the same bytes. */
  private static byte[] preAuthentication(String type, byte[] payload) {
    var typeBytes = Ed25519.utf8(type);
    var out = new ByteArrayOutputStream(payload.length + typeBytes.length + 40);
    out.writeBytes(Ed25519.utf8("DSSEv1 " + typeBytes.length + " "));
    out.writeBytes(typeBytes);
    out.writeBytes(Ed25519.utf8(" " + payload.length + " "));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
