package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** 2: what no manifest can do without. */
final class RequiredFieldsCheck implements ManifestCheck {
  static final List<String> FIELDS = List.of("id", "name", "version", "author", "apiVersion");
  private static final Requirement REQUIREMENT =
      Requirement.error(
          2, "manifest-required", String.join(", ", FIELDS) + " are texts that are not empty.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    return FIELDS.stream()
        .filter(field -> manifest.text(field).isEmpty())
        .map(field -> finding(manifest, field))
        .toList();
  }

  private static Finding finding(ManifestUnderTest manifest, String field) {
    var node = manifest.field(field);
    var fault =
        node.isMissingNode() ? "is missing" : node.isTextual() ? "is empty" : "is not a text";
    return REQUIREMENT.unmet(
        JsonPointer.empty().appendProperty(field),
        "%s %s.".formatted(field, fault),
        "Give %s as a text that is not empty.".formatted(field));
  }
}
