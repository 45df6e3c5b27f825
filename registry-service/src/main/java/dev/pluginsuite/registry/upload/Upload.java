package dev.pluginsuite.registry.upload;

import dev.pluginsuite.registry.storage.StoredContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Bytes that somebody sent in order to submit them. Theirs alone, for a while. */
@Entity
@Table(name = "plugin_uploads")
class Upload {
  @Id UUID id;
  String owner;
  String checksum;
  long size;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @SuppressWarnings("NullAway.Init")
  protected Upload() {}

  Upload(UUID id, String owner, StoredContent content, Instant now, Duration kept) {
    this.id = id;
    this.owner = owner;
    this.checksum = content.checksum();
    this.size = content.size();
    this.createdAt = now;
    this.expiresAt = now.plus(kept);
  }
}
