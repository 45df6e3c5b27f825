package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must be read again but never shown (AES-256-GCM). What is encrypted for one row
 * cannot be read as another's.
 */
@ApplicationScoped
class SecretBox {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** By their ids; the first encrypts. */
  private final Map<String, SecretKey> keys = new LinkedHashMap<>();

  @Inject
  SecretBox(SubscriptionConfig config) {
    this(config.keyFile().map(SecretBox::lines).orElse(List.of()));
  }

  SecretBox(List<String> base64Keys) {
    base64Keys.stream().map(SecretBox::bytes).forEach(it -> keys.put(id(it), key(it)));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(it -> !it.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the keys for secrets", e);
    }
  }

  private static byte[] bytes(String base64) {
    var bytes = Base64.getDecoder().decode(base64);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException("A key for secrets has %d bytes".formatted(bytes.length));
    }
    return bytes;
  }

  private static SecretKey key(byte[] bytes) {
    return new SecretKeySpec(bytes, "AES");
  }

  /** Tells keys apart without telling anything about them. */
  private static String id(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Refuses where no key was configured. */
  void requireKey() {
    if (keys.isEmpty()) {
      throw RegistryProblem.CHANNEL_UNAVAILABLE.because(
          "Webhooks are not set up here: suite.notices.key-file names no key for their secrets.");
    }
  }

  /**
   * @param row the only one for which it can be opened again
   */
  String sealed(String secret, UUID row) {
    requireKey();
    var keyId = keys.keySet().iterator().next();
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    var hidden =
        crypt(Cipher.ENCRYPT_MODE, keyId, nonce, row, secret.getBytes(StandardCharsets.UTF_8));
    var both = ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden);
    return keyId + ":" + Base64.getEncoder().encodeToString(both.array());
  }

  String opened(String sealed, UUID row) {
    var parts = sealed.split(":", 2);
    var both = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
    var nonce = new byte[NONCE_BYTES];
    both.get(nonce);
    var hidden = new byte[both.remaining()];
    both.get(hidden);
    return new String(
        crypt(Cipher.DECRYPT_MODE, parts[0], nonce, row, hidden), StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, String keyId, byte[] nonce, UUID row, byte[] input) {
    var key = keys.get(keyId);
    if (key == null) {
      throw new IllegalStateException("No key for secrets has the id " + keyId);
    }
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(row.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret cannot be read or written", e);
    }
  }
}
