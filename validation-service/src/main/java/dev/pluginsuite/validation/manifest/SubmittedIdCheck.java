package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** 4: the manifest is about the plugin that was submitted. */
final class SubmittedIdCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(4, "manifest-id-submitted", "id equals the submitted pluginId.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var submitted = manifest.pluginId();
    return submitted == null
        ? List.of()
        : manifest.text("id").filter(it -> !it.equals(submitted)).stream()
            .map(it -> finding(it, submitted))
            .toList();
  }

  private static Finding finding(String written, String submitted) {
    return REQUIREMENT.unmet(
        "/id",
        "id is %s, but %s was submitted.".formatted(written, submitted),
        "Submit what the manifest says, or write %s.".formatted(submitted));
  }
}
