package dev.pluginsuite.common.secrecy;

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
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of AES-256-GCM. The first one seals; the others are there to open what was sealed before the
 * keys were rotated. What is sealed for one row cannot be opened as another's.
 */
public final class SealingKeys {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** By their ids, the current one first. */
  private final Map<String, SecretKey> keys = new LinkedHashMap<>();

  public SealingKeys(List<String> base64Keys) {
    base64Keys.stream()
        .map(SealingKeys::bytes)
        .forEach(it -> keys.put(id(it), new SecretKeySpec(it, "AES")));
  }

  /** One key a line, in base64; the first is the current one. */
  public static SealingKeys in(Path file) {
    try (var lines = Files.lines(file)) {
      return new SealingKeys(lines.map(String::strip).filter(it -> !it.isEmpty()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the keys for secrets", e);
    }
  }

  /**
   * Something sealed.
   *
   * @param text nonce and cipher text, base64
   */
  public record Sealed(String keyId, String text) {}

  /** Of the key that seals; empty where none was configured. */
  public Optional<String> currentId() {
    return keys.keySet().stream().findFirst();
  }

  /**
   * @param row to which it is bound
   */
  public Sealed seal(byte[] plain, String row) {
    var keyId = currentId().orElseThrow(() -> new IllegalStateException("No key for secrets"));
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    var hidden = crypt(Cipher.ENCRYPT_MODE, keyId, nonce, row, plain);
    var both = ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden);
    return new Sealed(keyId, Base64.getEncoder().encodeToString(both.array()));
  }

  public byte[] open(Sealed sealed, String row) {
    var both = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.text()));
    var nonce = new byte[NONCE_BYTES];
    both.get(nonce);
    var hidden = new byte[both.remaining()];
    both.get(hidden);
    return crypt(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, row, hidden);
  }

  private byte[] crypt(int mode, String keyId, byte[] nonce, String row, byte[] input) {
    var key = keys.get(keyId);
    if (key == null) {
      throw new IllegalStateException("No key for secrets has the id " + keyId);
    }
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret cannot be sealed or opened", e);
    }
  }

  private static byte[] bytes(String base64) {
    var bytes = Base64.getDecoder().decode(base64);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(
          "A key for secrets has %d bytes and needs %d".formatted(bytes.length, KEY_BYTES));
    }
    return bytes;
  }

  /** Tells keys apart without telling anything about them. */
  private static String id(byte[] key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
