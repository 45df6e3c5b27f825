package dev.pluginsuite.validation.sbom;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A library in a package, to be found by its name. Written by a statement. */
@Entity
@Table(name = "package_components")
class PackageComponent {
  @Id UUID id;

  @Column(name = "package_id")
  UUID packageId;

  String name;

  @Column(name = "component_version")
  String componentVersion;

  String purl;

  @Nullable String licence;

  @Column(name = "found_in")
  String foundIn;

  @SuppressWarnings("NullAway.Init")
  protected PackageComponent() {}
}
