package dev.pluginsuite.registry.upload;

import dev.pluginsuite.registry.storage.StoredContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bytes that somebody sends in order to submit them. Theirs alone, for a while. */
@Entity
@Table(name = "plugin_uploads")
class Upload {
  @Id UUID id;
  String owner;

  /** Null until the last byte is there. */
  @Nullable String checksum;

  long size;

  /** What was submitted takes nobody's place any more, and may be submitted again. */
  boolean submitted;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @SuppressWarnings("NullAway.Init")
  protected Upload() {}

  /**
   * @param travelling how long the bytes may take to come
   */
  Upload(UUID id, String owner, Instant now, Duration travelling) {
    this.id = id;
    this.owner = owner;
    this.createdAt = now;
    this.expiresAt = now.plus(travelling);
  }

  void arrived(StoredContent content, Instant now, Duration kept) {
    checksum = content.checksum();
    size = content.size();
    expiresAt = now.plus(kept);
  }

  boolean isReady(String principal, Instant now) {
    return checksum != null && owner.equals(principal) && expiresAt.isAfter(now);
  }
}
