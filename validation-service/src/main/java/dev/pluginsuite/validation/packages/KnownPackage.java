package dev.pluginsuite.validation.packages;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A package as far as scans need to know it. Written by the projection's own statement. */
@Entity
@Table(name = "known_packages")
class KnownPackage {
  @Id
  @Column(name = "package_id")
  UUID packageId;

  @Column(name = "plugin_id")
  String pluginId;

  String status;

  @Column(name = "uploaded_by")
  String uploadedBy;

  @Column(name = "uploaded_at")
  Instant uploadedAt;

  long revision;

  @SuppressWarnings("NullAway.Init")
  protected KnownPackage() {}
}
