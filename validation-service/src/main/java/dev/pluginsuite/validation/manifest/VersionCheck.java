package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.SemVer;
import java.util.List;

/** 6: versions of a plugin have an order. */
final class VersionCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(6, "manifest-version", "version is a semantic version (SemVer 2.0.0).");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    return manifest.text("version").filter(it -> SemVer.parse(it).isEmpty()).stream()
        .map(
            it ->
                REQUIREMENT.unmet(
                    "/version",
                    "version %s is not a semantic version.".formatted(it),
                    "Write major.minor.patch, such as 1.2.3 or 1.2.3-beta.1, without a leading v."))
        .toList();
  }
}
