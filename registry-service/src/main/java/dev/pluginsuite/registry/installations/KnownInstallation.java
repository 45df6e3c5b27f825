package dev.pluginsuite.registry.installations;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * An installation as far as the registry needs to know. Written by the projection's own statement.
 */
@Entity
@Table(name = "known_installations")
class KnownInstallation {
  @Id
  @Column(name = "installation_id")
  UUID installationId;

  @Column(name = "site_id")
  String siteId;

  @Column(name = "package_id")
  UUID packageId;

  boolean live;

  /** Whether the site ever ran it; stays when it is removed. */
  boolean ran;

  @Column(name = "in_desired_state")
  boolean inDesiredState;

  long revision;

  @SuppressWarnings("NullAway.Init")
  protected KnownInstallation() {}
}
