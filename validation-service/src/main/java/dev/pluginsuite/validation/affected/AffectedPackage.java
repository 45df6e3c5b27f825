package dev.pluginsuite.validation.affected;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A package of whose libraries something is, or was, known. */
@Entity
@Table(name = "affected_packages")
class AffectedPackage {
  @Id
  @Column(name = "package_id")
  UUID packageId;

  /** Counts the changes of what is known. */
  long revision;

  @SuppressWarnings("NullAway.Init")
  protected AffectedPackage() {}

  AffectedPackage(UUID packageId) {
    this.packageId = packageId;
  }

  /** With which what is found now becomes known. */
  long nextRevision() {
    return revision + 1;
  }

  void changed() {
    revision = nextRevision();
  }
}
