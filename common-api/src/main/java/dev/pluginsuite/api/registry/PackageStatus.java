package dev.pluginsuite.api.registry;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.EnumSet;
import java.util.Set;

/** Where one version of a plugin is on its way from submission to removal. */
public enum PackageStatus {
  PENDING_REVIEW,
  IN_REVIEW,
  APPROVED,
  DEPRECATED,
  REJECTED,
  REVOKED,
  /** A status of a newer release: never installable. */
  @JsonEnumDefaultValue
  UNKNOWN;

  public boolean canBecome(PackageStatus next) {
    return successors().contains(next);
  }

  /** What it can become: the allowed moves a refusal names. */
  public Set<PackageStatus> successors() {
    return switch (this) {
      case PENDING_REVIEW -> EnumSet.of(IN_REVIEW, APPROVED, REJECTED);
      case IN_REVIEW -> EnumSet.of(PENDING_REVIEW, APPROVED, REJECTED);
      case APPROVED -> EnumSet.of(DEPRECATED, REVOKED);
      case DEPRECATED -> EnumSet.of(APPROVED, REVOKED);
      case REJECTED -> EnumSet.of(PENDING_REVIEW);
      case REVOKED, UNKNOWN -> EnumSet.noneOf(PackageStatus.class);
    };
  }

  /** Whether a site that does not have it yet may get it. */
  public boolean isInstallable() {
    return this == APPROVED;
  }
}
