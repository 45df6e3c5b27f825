package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A manifest and all that it has to agree with.
 *
 * @param pluginId as submitted; null if nothing was submitted beside the manifest
 * @param version as submitted; likewise
 * @param files paths in the package; null if they are not known
 */
public record ManifestUnderTest(
    ManifestReading reading,
    @Nullable String pluginId,
    @Nullable String version,
    @Nullable Set<String> files,
    ManifestRules rules) {

  /** The field, which is missing if it is absent or null. */
  JsonNode field(String name) {
    var field = reading.json().path(name);
    return field.isNull() ? MissingNode.getInstance() : field;
  }

  /** A field that is a text and not blank. */
  Optional<String> text(String name) {
    return Optional.ofNullable(field(name).textValue()).filter(it -> !it.isBlank());
  }
}
