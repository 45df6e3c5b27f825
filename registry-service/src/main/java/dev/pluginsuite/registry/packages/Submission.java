package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.registry.source.StagedPackage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One try to have a version taken. Stays on record whatever becomes of it. */
@Entity
@Table(name = "plugin_submissions")
class Submission {
  @Id UUID id;

  @Column(name = "registry_id")
  String registryId;

  @Column(name = "package_id")
  UUID packageId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "plugin_version")
  String pluginVersion;

  String manifest;

  @Column(name = "package_url")
  String packageUrl;

  String checksum;

  @Transient long size;
  @Transient Declared declared = Declared.NOTHING;
  @Transient LicenseType licenseType = LicenseType.FREE;

  @Column(name = "submitted_by")
  String submittedBy;

  String submitter;

  @Column(name = "submitted_at")
  Instant submittedAt;

  @Enumerated(EnumType.STRING)
  ValidationStatus outcome = ValidationStatus.RUNNING;

  /** Null while it is the package's current one: then the package says what was decided. */
  @Enumerated(EnumType.STRING)
  @Nullable SubmissionDecision decision;

  @Column(name = "decided_by")
  @Nullable String decidedBy;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  @Nullable String reason;

  @SuppressWarnings("NullAway.Init")
  protected Submission() {}

  Submission(
      UUID id,
      UUID packageId,
      PackageSubmission body,
      StagedPackage staged,
      Submitter by,
      Instant now) {
    this.id = id;
    this.packageId = packageId;
    this.registryId = body.registryId();
    this.pluginId = body.pluginId();
    this.pluginVersion = body.version();
    this.manifest = body.manifest().toString();
    this.declared = Declared.by(body.manifest());
    this.licenseType = Declared.licenseType(body.manifest());
    this.packageUrl = staged.shownUrl();
    this.checksum = staged.checksum();
    this.size = staged.size();
    this.submittedBy = by.name();
    this.submitter = by.principal();
    this.submittedAt = now;
  }

  /** Another one takes its place: what was decided about it stays with it. */
  void endedAs(PluginPackage it) {
    decision = SubmissionDecision.of(it);
    decidedBy = it.review.decidedBy;
    decidedAt = it.review.decidedAt;
    reason = it.review.reason;
  }

  /**
   * @param principal the token's subject
   * @param name the token's e-mail
   */
  record Submitter(String principal, String name) {}
}
