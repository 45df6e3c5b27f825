package dev.pluginsuite.validation.sbom;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The bill of materials of a package's latest validation. Written by a statement. */
@Entity
@Table(name = "package_sboms")
class PackageSbom {
  @Id
  @Column(name = "package_id")
  UUID packageId;

  @Column(name = "package_revision")
  long packageRevision;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "plugin_version")
  String pluginVersion;

  @Column(name = "submitted_by")
  String submittedBy;

  String checksum;

  /** CycloneDX 1.6, JSON. */
  String bom;

  @Column(name = "created_at")
  Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected PackageSbom() {}
}
