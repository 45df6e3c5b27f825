package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.registry.LicenseType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a manifest asks for, as far as it can be read. */
record Declared(List<String> permissions, Map<String, String> dependencies) {
  static final Declared NOTHING = new Declared(List.of(), Map.of());

  static Declared by(JsonNode manifest) {
    var permissions =
        StreamSupport.stream(manifest.path("permissions").spliterator(), false)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .toList();
    var dependencies = new LinkedHashMap<String, String>();
    manifest
        .path("dependencies")
        .properties()
        .forEach(it -> dependencies.put(it.getKey(), it.getValue().asText()));
    return new Declared(permissions, dependencies);
  }

  /** What nobody knows is never granted. */
  static LicenseType licenseType(JsonNode manifest) {
    var written = manifest.path("licenseType");
    if (written.isMissingNode() || written.isNull()) {
      return LicenseType.FREE;
    }
    return Arrays.stream(LicenseType.values())
        .filter(it -> it.name().equals(written.asText()))
        .findFirst()
        .orElse(LicenseType.UNKNOWN);
  }
}
