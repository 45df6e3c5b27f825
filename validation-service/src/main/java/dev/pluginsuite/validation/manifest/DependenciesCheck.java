package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** 16: every dependency names another plugin and a range. */
final class DependenciesCheck implements ManifestCheck {
  static final JsonPointer DEPENDENCIES = JsonPointer.empty().appendProperty("dependencies");
  private static final Requirement REQUIREMENT =
      Requirement.error(
          16, "manifest-dependencies", "dependencies maps ids of other plugins to version ranges.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var dependencies = manifest.field("dependencies");
    if (dependencies.isMissingNode()) {
      return List.of();
    }
    if (!dependencies.isObject()) {
      return List.of(
          REQUIREMENT.unmet(
              DEPENDENCIES,
              "dependencies is not an object.",
              "Map each plugin id to a version range."));
    }
    var self = manifest.text("id").orElse("");
    var findings = new FirstFindings();
    dependencies.forEachEntry((id, range) -> check(id, range, self, findings));
    return findings;
  }

  private static void check(String id, JsonNode range, String self, List<Finding> findings) {
    var at = DEPENDENCIES.appendProperty(id);
    if (!IdCheck.isPluginId(id)) {
      findings.add(
          REQUIREMENT.unmet(
              at, "%s is not a plugin id.".formatted(id), "Name the plugin by its kebab-case id."));
    } else if (id.equals(self)) {
      findings.add(
          REQUIREMENT.unmet(at, "The plugin depends on itself.", "Remove this dependency."));
    }
    if (!range.isTextual()) {
      findings.add(
          REQUIREMENT.unmet(
              at,
              "The range of %s is not a text.".formatted(id),
              "Write the version range as a text, such as \"^2.0.0\"."));
    }
  }
}
