package dev.pluginsuite.installation.packages;

import dev.pluginsuite.api.registry.PackageState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A package as registry-service last described it. Written by the projection's own statement. */
@Entity
@Table(name = "known_packages")
class KnownPackage {
  @Id
  @Column(name = "package_id")
  UUID packageId;

  long revision;

  @Column(name = "registry_id")
  String registryId;

  @Column(name = "plugin_id")
  String pluginId;

  String status;

  @JdbcTypeCode(SqlTypes.JSON)
  PackageState state;

  @SuppressWarnings("NullAway.Init")
  protected KnownPackage() {}
}
