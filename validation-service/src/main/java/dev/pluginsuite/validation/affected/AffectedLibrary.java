package dev.pluginsuite.validation.affected;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.api.validation.VulnerabilityState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A library in a package about which an advisory says something. Written by a statement. */
@Entity
@Table(name = "affected_libraries")
class AffectedLibrary {
  @Id UUID id;

  @Column(name = "package_id")
  UUID packageId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "plugin_version")
  String pluginVersion;

  String library;

  @Column(name = "library_version")
  String libraryVersion;

  String purl;

  @Column(name = "found_in")
  String foundIn;

  String advisory;

  @Nullable String summary;

  @Enumerated(EnumType.STRING)
  Level severity;

  boolean malicious;

  @Column(name = "fixed_in")
  @Nullable String fixedIn;

  @Column(name = "found_at")
  Instant foundAt;

  /** The package's revision with which it became known. */
  long since;

  @SuppressWarnings("NullAway.Init")
  protected AffectedLibrary() {}

  VulnerabilityState.Vulnerability told() {
    return new VulnerabilityState.Vulnerability(
        advisory, summary, severity, library, libraryVersion, fixedIn, since);
  }
}
