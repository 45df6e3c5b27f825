package dev.pluginsuite.validation.manifest;

import java.util.List;
import java.util.Objects;

/** The permissions that a manifest asks for, as far as they can be read. */
public final class Permissions {
  private Permissions() {}

  public static List<String> of(ManifestUnderTest manifest) {
    var permissions = manifest.field("permissions");
    return permissions.isArray()
        ? permissions.valueStream().map(it -> it.textValue()).filter(Objects::nonNull).toList()
        : List.of();
  }
}
