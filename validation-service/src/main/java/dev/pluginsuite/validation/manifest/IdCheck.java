package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;
import java.util.regex.Pattern;

/** 3: the id can stand in paths, file names and topics. */
final class IdCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(3, "manifest-id", "id is kebab-case with 3 to 64 characters.");
  private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    return manifest.text("id").filter(id -> !isPluginId(id)).stream()
        .map(
            id ->
                REQUIREMENT.unmet(
                    "/id",
                    "id %s is not a plugin id.".formatted(id),
                    "Write 3 to 64 lower-case letters and digits, with single hyphens between."))
        .toList();
  }

  static boolean isPluginId(String text) {
    return text.length() >= 3 && text.length() <= 64 && KEBAB.matcher(text).matches();
  }
}
