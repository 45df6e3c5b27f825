package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.registry.LicenseType;
import java.util.List;

/** Which licences do for a package that says what it needs. */
final class Sufficient {
  private Sufficient() {}

  /** The ones that are taken first come first: a trial is not used up while something else does. */
  static List<LicenseType> types(LicenseType needed) {
    return switch (needed) {
      case FREE, UNKNOWN -> List.of();
      case TRIAL, SITE ->
          List.of(
              LicenseType.DEVELOPER, LicenseType.SITE, LicenseType.ENTERPRISE, LicenseType.TRIAL);
      case ENTERPRISE -> List.of(LicenseType.DEVELOPER, LicenseType.ENTERPRISE, LicenseType.TRIAL);
      case DEVELOPER -> List.of(LicenseType.DEVELOPER);
    };
  }
}
