package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** 7: the manifest is about the version that was submitted. */
final class SubmittedVersionCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(7, "manifest-version-submitted", "version equals the submitted version.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var submitted = manifest.version();
    return submitted == null
        ? List.of()
        : manifest.text("version").filter(it -> !it.equals(submitted)).stream()
            .map(it -> finding(it, submitted))
            .toList();
  }

  private static Finding finding(String written, String submitted) {
    return REQUIREMENT.unmet(
        "/version",
        "version is %s, but %s was submitted.".formatted(written, submitted),
        "Submit what the manifest says, or write %s.".formatted(submitted));
  }
}
