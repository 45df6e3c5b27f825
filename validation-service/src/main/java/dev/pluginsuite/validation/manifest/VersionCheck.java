package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.SemVer;
import java.util.List;
import java.util.Optional;

/** 6: versions of a plugin have an order. */
final class VersionCheck implements ManifestCheck {
  /** It stands in folders' names at every site. */
  private static final int LONGEST = 128;

  private static final Requirement REQUIREMENT =
      Requirement.error(6, "manifest-version", "version is a semantic version (SemVer 2.0.0).");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    return manifest.text("version").flatMap(VersionCheck::fault).stream()
        .map(
            fault ->
                REQUIREMENT.unmet(
                    "/version",
                    fault,
                    "Write major.minor.patch, such as 1.2.3 or 1.2.3-beta.1, without a leading v."))
        .toList();
  }

  private static Optional<String> fault(String version) {
    if (version.length() > LONGEST) {
      return Optional.of(
          "version has %d characters, more than %d.".formatted(version.length(), LONGEST));
    }
    return SemVer.parse(version).isPresent()
        ? Optional.empty()
        : Optional.of("version %s is not a semantic version.".formatted(version));
  }
}
