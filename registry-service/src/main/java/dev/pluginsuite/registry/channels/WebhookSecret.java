package dev.pluginsuite.registry.channels;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's messages are signed with, written as Standard Webhooks does: {@code whsec_} and
 * 24 to 64 bytes in base64. It is no record, so that no log shows it by accident.
 */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";
  private static final int SHORTEST = 24;
  private static final int USUAL = 32;
  private static final int LONGEST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  public static WebhookSecret random() {
    var key = new byte[USUAL];
    RANDOM.nextBytes(key);
    return new WebhookSecret(key);
  }

  /** Empty for what is not such a secret. */
  public static Optional<WebhookSecret> read(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return key.length < SHORTEST || key.length > LONGEST
          ? Optional.empty()
          : Optional.of(new WebhookSecret(key));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The secret itself: for its owner, once, and for the encrypted row. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** Base64 of the HMAC over {@code id.timestamp.body}. */
  String signature(String id, long timestamp, String body) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
