package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.SemVer;
import java.util.List;

/** 8: it says which API it was written for. */
final class ApiVersionCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          8, "manifest-api-version", "apiVersion is a semantic version (SemVer 2.0.0).");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    return manifest.text("apiVersion").filter(it -> SemVer.parse(it).isEmpty()).stream()
        .map(
            it ->
                REQUIREMENT.unmet(
                    "/apiVersion",
                    "apiVersion %s is not a semantic version.".formatted(it),
                    "Write major.minor.patch, such as 1.2.3 or 1.2.3-beta.1, without a leading v."))
        .toList();
  }
}
