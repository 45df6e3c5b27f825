package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.VersionRange;
import java.util.List;
import java.util.Optional;

/** 10: it can be told which sites it fits. */
final class MesRangeCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(10, "manifest-mes-version", "mesVersion is a version range.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var mesVersion = manifest.field("mesVersion");
    return mesVersion.isMissingNode() || range(manifest).isPresent()
        ? List.of()
        : List.of(
            REQUIREMENT.unmet(
                "/mesVersion",
                "mesVersion %s is not a version range.".formatted(mesVersion),
                "Write a range such as ^4.0.0 or >=4.1.0,<6.0.0, or leave it out for any."));
  }

  /** The range, if there is one that can be read. */
  static Optional<VersionRange> range(ManifestUnderTest manifest) {
    return manifest.text("mesVersion").flatMap(VersionRange::parse);
  }
}
