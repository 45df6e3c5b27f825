package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.registry.RegistryState;
import dev.pluginsuite.api.registry.RegistryType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store of plugins. */
@Entity
@Table(name = "plugin_registries")
class Registry {
  @Id String id;

  @Enumerated(EnumType.STRING)
  RegistryType type;

  String name;

  @Column(name = "storage_url")
  @Nullable String storageUrl;

  @Column(name = "storage_bucket")
  @Nullable String storageBucket;

  @Column(name = "enterprise_id")
  @Nullable String enterpriseId;

  @Column(name = "site_id")
  @Nullable String siteId;

  @Column(name = "is_active")
  boolean isActive = true;

  @Column(name = "created_at")
  Instant createdAt;

  long revision = 1;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected Registry() {}

  Registry(String id, RegistryType type, Details details, Instant createdAt) {
    this.id = id;
    this.type = type;
    this.name = details.name();
    this.createdAt = createdAt;
    take(details);
  }

  void change(Details details) {
    take(details);
    revision++;
  }

  void deactivate() {
    if (isActive) {
      isActive = false;
      revision++;
    }
  }

  private void take(Details details) {
    name = details.name();
    storageUrl = details.storageUrl();
    storageBucket = details.storageBucket();
    enterpriseId = details.enterpriseId();
    siteId = details.siteId();
  }

  RegistryState state() {
    return new RegistryState(id, type, name, enterpriseId, siteId, isActive);
  }

  /** What can be changed of it. */
  record Details(
      String name,
      @Nullable String storageUrl,
      @Nullable String storageBucket,
      @Nullable String enterpriseId,
      @Nullable String siteId) {}
}
