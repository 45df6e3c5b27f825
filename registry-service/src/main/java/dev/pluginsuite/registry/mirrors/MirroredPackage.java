package dev.pluginsuite.registry.mirrors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** A package that a mirror shows. Written by statements of {@link MirroredPackages}. */
@Entity
@IdClass(MirroredPackage.Key.class)
@Table(name = "mirrored_packages")
class MirroredPackage {
  @Id
  @Column(name = "registry_id")
  String registryId;

  @Id
  @Column(name = "package_id")
  UUID packageId;

  @SuppressWarnings("NullAway.Init")
  protected MirroredPackage() {}

  /** Both together. */
  record Key(String registryId, UUID packageId) implements Serializable {}
}
