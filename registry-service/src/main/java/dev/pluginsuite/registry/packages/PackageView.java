package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A package as people see it. Lists leave out the manifest and the findings. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackageView(
    UUID id,
    String registryId,
    String pluginId,
    String version,
    PackageStatus status,
    ValidationStatus validation,
    @Nullable RiskLevel risk,
    LicenseType licenseType,
    String packageUrl,
    String checksum,
    long size,
    List<String> permissions,
    Map<String, String> dependencies,
    long downloadCount,
    long installCount,
    String uploadedBy,
    Instant uploadedAt,
    @Nullable String reviewer,
    @Nullable String approvedBy,
    @Nullable Instant approvedAt,
    @Nullable String rejectedBy,
    @Nullable String revokedBy,
    @Nullable Instant decidedAt,
    @Nullable String reason,
    @Nullable String changeReference,
    @Nullable RevocationMode revocationMode,
    @Nullable Instant revocationDeadline,
    @Nullable String firstApprovedBy,
    @Nullable Instant firstApprovedAt,
    @Nullable UUID replacedBy,
    @Nullable List<String> addedPermissions,
    @Nullable String comparedWith,
    @Schema(implementation = Object.class) @JsonRawValue @Nullable String manifest,
    @Nullable List<Finding> errors,
    @Nullable List<Finding> warnings,
    @Nullable List<SecurityFinding> securityFindings) {

  static PackageView row(PluginPackage it, Counters counters) {
    return of(it, counters, null, false);
  }

  static PackageView queued(PluginPackage it, Counters counters, Growth growth) {
    return of(it, counters, growth, false);
  }

  /**
   * @param growth null when it is not for review any more
   */
  static PackageView detail(PluginPackage it, Counters counters, @Nullable Growth growth) {
    return of(it, counters, growth, true);
  }

  private static PackageView of(
      PluginPackage it, Counters counters, @Nullable Growth growth, boolean whole) {
    var first = it.review.first;
    var terms = it.review.terms();
    return new PackageView(
        it.id,
        it.registryId,
        it.pluginId,
        it.pluginVersion,
        it.status(),
        it.validation,
        it.risk,
        it.licenseType,
        it.packageUrl,
        it.checksum,
        it.size,
        it.declared.permissions(),
        it.declared.dependencies(),
        counters.downloads(it.id),
        counters.installs(it.id),
        it.uploadedBy,
        it.uploadedAt,
        it.review.reviewer,
        it.review.approvedBy,
        it.review.approvedAt,
        it.status() == PackageStatus.REJECTED ? it.review.decidedBy : null,
        it.status() == PackageStatus.REVOKED ? it.review.decidedBy : null,
        it.review.decidedAt,
        it.review.reason,
        it.review.changeReference,
        terms == null ? null : terms.mode(),
        terms == null ? null : terms.deadline(),
        first == null ? null : first.by(),
        first == null ? null : first.at(),
        it.review.replacedBy,
        growth == null ? null : growth.added(),
        growth == null ? null : growth.comparedWith(),
        whole ? it.manifest : null,
        whole ? it.findings.errors() : null,
        whole ? it.findings.warnings() : null,
        whole ? it.findings.securityFindings() : null);
  }

  /** Numbers that change too often to be part of a package. */
  record Counters(Map<UUID, Long> downloadsById, Map<UUID, Long> installsById) {
    static final Counters NONE = new Counters(Map.of(), Map.of());

    long downloads(UUID id) {
      return downloadsById.getOrDefault(id, 0L);
    }

    long installs(UUID id) {
      return installsById.getOrDefault(id, 0L);
    }
  }
}
