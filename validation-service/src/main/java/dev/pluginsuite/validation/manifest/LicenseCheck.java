package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** 12: readers know what the licence allows. */
final class LicenseCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.warning(
          12, "manifest-license", "license is an SPDX licence id or \"Proprietary\".");
  private static final String PROPRIETARY = "Proprietary";

  private final SpdxLicenses licenses;

  LicenseCheck(SpdxLicenses licenses) {
    this.licenses = licenses;
  }

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var license = manifest.field("license").textValue();
    return license == null || license.equals(PROPRIETARY) || licenses.knows(license)
        ? List.of()
        : List.of(
            REQUIREMENT.unmet(
                "/license", "license %s is not known.".formatted(license), remedy(license)));
  }

  private String remedy(String license) {
    return licenses
        .spelledLike(license)
        .map("Write %s."::formatted)
        .orElse("Write one id of the SPDX licence list, such as Apache-2.0, or Proprietary.");
  }
}
