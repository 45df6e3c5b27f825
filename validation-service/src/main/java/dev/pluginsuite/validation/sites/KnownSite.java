package dev.pluginsuite.validation.sites;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A site as far as checks need to know it. Written by the projection's own statement. */
@Entity
@Table(name = "known_sites")
class KnownSite {
  @Id
  @Column(name = "site_id")
  String siteId;

  @Column(name = "mes_version")
  String mesVersion;

  boolean live;

  long revision;

  @SuppressWarnings("NullAway.Init")
  protected KnownSite() {}
}
