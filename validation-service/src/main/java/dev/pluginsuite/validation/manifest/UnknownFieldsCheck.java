package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Beside the nineteen: a field that nobody reads is often one with a slip of the pen. */
final class UnknownFieldsCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      new Requirement(
          "manifest-unknown-field",
          null,
          Severity.WARNING,
          "The manifest, its hooks and its configuration have known fields only.");
  private static final Set<String> MANIFEST =
      Set.of(
          "id",
          "name",
          "version",
          "author",
          "apiVersion",
          "description",
          "license",
          "licenseType",
          "mesVersion",
          "permissions",
          "hooks",
          "dependencies",
          "configuration",
          "main");
  private static final Set<String> HOOK = Set.of("point", "handler", "priority", "timeout");
  private static final Set<String> PROPERTY =
      Set.of("type", "required", "default", "secret", "description");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var configuration = JsonPointer.empty().appendProperty("configuration");
    var properties = manifest.field("configuration").propertyStream();
    return Stream.of(
            unknown(JsonPointer.empty(), manifest.reading().json(), MANIFEST),
            Hooks.of(manifest).declared().stream()
                .flatMap(it -> unknown(it.at(), it.settings(), HOOK)),
            properties.flatMap(
                it -> unknown(configuration.appendProperty(it.getKey()), it.getValue(), PROPERTY)))
        .flatMap(it -> it)
        .toList();
  }

  private static Stream<Finding> unknown(JsonPointer at, JsonNode object, Set<String> known) {
    return object
        .propertyStream()
        .map(it -> it.getKey())
        .filter(name -> !known.contains(name))
        .map(name -> finding(at.appendProperty(name), name));
  }

  private static Finding finding(JsonPointer at, String name) {
    return REQUIREMENT.unmet(
        at,
        "%s is not a field that is read here.".formatted(name),
        "Correct its spelling or remove it; it is kept as it is.");
  }
}
