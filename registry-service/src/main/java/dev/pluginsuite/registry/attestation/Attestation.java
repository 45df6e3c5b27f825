package dev.pluginsuite.registry.attestation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The signed approval of one package, as it was made. */
@Entity
@Table(name = "attestations")
class Attestation {
  @Id
  @Column(name = "package_id")
  UUID packageId;

  String envelope;

  @Column(name = "signed_at")
  Instant signedAt;

  @SuppressWarnings("NullAway.Init")
  protected Attestation() {}

  Attestation(UUID packageId, String envelope, Instant signedAt) {
    this.packageId = packageId;
    this.envelope = envelope;
    this.signedAt = signedAt;
  }
}
