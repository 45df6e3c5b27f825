package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.validation.Finding;
import java.util.List;
import java.util.Set;

/** 18: a site's configuration can be checked against it, and its defaults are good. */
final class ConfigurationCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          18,
          "manifest-configuration",
          "configuration maps names to {type, required, default, secret, description}.");
  private static final JsonPointer CONFIGURATION =
      JsonPointer.empty().appendProperty("configuration");
  private static final Set<String> TYPES = Set.of("string", "number", "boolean", "array", "object");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var findings = new FirstFindings();
    var configuration = manifest.field("configuration");
    if (configuration.isObject()) {
      configuration.forEachEntry(
          (name, property) -> check(CONFIGURATION.appendProperty(name), property, findings));
    } else if (!configuration.isMissingNode()) {
      findings.add(
          REQUIREMENT.unmet(
              CONFIGURATION,
              "configuration is not an object.",
              "Map the name of each property to an object with its type."));
    }
    return findings;
  }

  private static void check(JsonPointer at, JsonNode property, List<Finding> findings) {
    if (!property.isObject()) {
      findings.add(
          REQUIREMENT.unmet(
              at, "This property is not an object.", "Write an object with at least type."));
      return;
    }
    checkType(at, property, findings);
    checkDefault(at, property, findings);
    checkIs("boolean", at, property, "required", findings);
    checkIs("boolean", at, property, "secret", findings);
    checkIs("string", at, property, "description", findings);
  }

  private static void checkType(JsonPointer at, JsonNode property, List<Finding> findings) {
    if (!TYPES.contains(property.path("type").asText())) {
      findings.add(
          REQUIREMENT.unmet(
              at.appendProperty("type"),
              "type is %s.".formatted(written(property.path("type"))),
              "Write string, number, boolean, array or object."));
    }
  }

  private static void checkDefault(JsonPointer at, JsonNode property, List<Finding> findings) {
    var type = property.path("type").asText();
    if (TYPES.contains(type)) {
      checkIs(type, at, property, "default", findings);
    }
  }

  private static void checkIs(
      String type, JsonPointer at, JsonNode property, String field, List<Finding> findings) {
    var value = property.path(field);
    if (!value.isMissingNode() && !value.isNull() && !isOf(type, value)) {
      findings.add(
          REQUIREMENT.unmet(
              at.appendProperty(field),
              "%s is %s.".formatted(field, written(value)),
              "Write a value of type %s, or leave it out.".formatted(type)));
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      default -> value.isObject();
    };
  }

  private static String written(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }
}
