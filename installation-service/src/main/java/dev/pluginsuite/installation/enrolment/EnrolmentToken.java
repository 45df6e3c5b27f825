package dev.pluginsuite.installation.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest token of a site; only its hash is kept. An agent claims it to get credentials; it is
 * used up when the agent has shown that it has them: one that dies in between asks again.
 */
@Entity
@Table(name = "enrolment_tokens")
class EnrolmentToken {
  /** So long nobody else gets credentials, which would end those that are just being made. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Id
  @Column(name = "site_id")
  String siteId;

  UUID id;
  String hash;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "claimed_at")
  @Nullable Instant claimedAt;

  @Column(name = "used_at")
  @Nullable Instant usedAt;

  @SuppressWarnings("NullAway.Init")
  protected EnrolmentToken() {}

  @SuppressWarnings("NullAway.Init") // issue sets the rest
  EnrolmentToken(String siteId) {
    this.siteId = siteId;
  }

  /** A new one takes the place of the one before. */
  void issue(UUID id, String secret, Instant now, Duration validity) {
    this.id = id;
    hash = hashOf(secret);
    createdAt = now;
    expiresAt = now.plus(validity);
    claimedAt = null;
    usedAt = null;
  }

  /** Whether the secret is right, and still good for something. */
  boolean opens(String secret, Instant now) {
    var isRight = equal(hash, hashOf(secret));
    return isRight && usedAt == null && now.isBefore(expiresAt);
  }

  boolean isClaimed(Instant now) {
    return claimedAt != null && now.isBefore(claimedAt.plus(CLAIM));
  }

  void claim(Instant now) {
    claimedAt = now;
  }

  /** Unless somebody else has claimed it since. */
  void release(Instant claim) {
    if (claim.equals(claimedAt)) {
      claimedAt = null;
    }
  }

  static String newSecret() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** In constant time, and as long for a site that has no token. */
  static boolean equal(String hash, String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /** The secret is random in full: there is nothing that a slow hash would have to protect. */
  static String hashOf(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
