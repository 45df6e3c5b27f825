package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.InstallationProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a licence is to be, checked as far as it can be without looking anything up. */
record LicenceDraft(
    String registryId,
    String pluginId,
    @Nullable VersionRange range,
    LicenseType type,
    Scope scope,
    @Nullable Integer maxInstallations,
    @Nullable Instant expiresAt) {

  /**
   * @param versionRange as npm writes it
   */
  static LicenceDraft of(
      String registryId,
      String pluginId,
      @Nullable String versionRange,
      LicenseType type,
      Scope scope,
      @Nullable Integer maxInstallations,
      @Nullable Instant expiresAt) {
    var errors = new ArrayList<FieldError>();
    var range = versionRange == null ? null : VersionRange.parse(versionRange).orElse(null);
    if (versionRange != null && range == null) {
      errors.add(new FieldError("versionRange", "has to be a range such as ^2.0.0"));
    }
    check(type, scope, errors);
    if (expiresAt != null && expiresAt.isAfter(LicenceTime.LATEST)) {
      errors.add(new FieldError("expiresAt", "must not be after " + LicenceTime.LATEST));
    }
    refuse(errors);
    return new LicenceDraft(registryId, pluginId, range, type, scope, maxInstallations, expiresAt);
  }

  private static void check(LicenseType type, Scope scope, List<FieldError> errors) {
    switch (type) {
      case FREE, UNKNOWN ->
          errors.add(
              new FieldError(
                  "licenseType", "has to be one of TRIAL, SITE, ENTERPRISE and DEVELOPER"));
      case SITE -> {
        if (scope.siteIds().isEmpty()) {
          errors.add(new FieldError("siteIds", "has to name the sites of a SITE licence"));
        }
      }
      case ENTERPRISE -> {
        if (!scope.siteIds().isEmpty()) {
          errors.add(new FieldError("siteIds", "must be absent: an ENTERPRISE licence is for all"));
        }
      }
      case TRIAL, DEVELOPER -> {}
    }
    if (!scope.siteIds().isEmpty() && scope.enterpriseId() != null) {
      errors.add(new FieldError("enterpriseId", "must be absent where sites are named"));
    }
  }

  /** Whatever is wrong at the moment of issuing. */
  LicenceDraft completed(Instant now) {
    var end = expiresAt == null && type == LicenseType.TRIAL ? now.plus(LicenceTime.TRIAL) : null;
    var expiry = end == null ? expiresAt : end;
    if (expiry != null && !expiry.isAfter(now)) {
      refuse(List.of(new FieldError("expiresAt", "has to be in the future")));
    }
    return new LicenceDraft(registryId, pluginId, range, type, scope, maxInstallations, expiry);
  }

  static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_LICENSE.because("No such licence can be issued.", errors);
    }
  }
}
