package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.validation.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** 15: whoever approves the plugin knows what it may do. */
final class PermissionsCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          15, "manifest-permissions", "permissions is a list of known permissions, none twice.");
  private static final JsonPointer PERMISSIONS = JsonPointer.empty().appendProperty("permissions");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var permissions = manifest.field("permissions");
    if (permissions.isMissingNode()) {
      return List.of();
    }
    if (!permissions.isArray()) {
      return List.of(
          REQUIREMENT.unmet(
              PERMISSIONS, "permissions is not a list.", "Write a list of permissions."));
    }
    var findings = new FirstFindings();
    var seen = new HashSet<String>();
    for (var i = 0; i < permissions.size(); i++) {
      var at = PERMISSIONS.appendIndex(i);
      fault(permissions.get(i), manifest.rules().permissions().keySet(), seen)
          .ifPresent(it -> findings.add(REQUIREMENT.unmet(at, it, REMEDY)));
    }
    return findings;
  }

  private static final String REMEDY =
      "Name each once, of those that GET /admin/plugin-registry/rules lists.";

  private static Optional<String> fault(JsonNode entry, Set<String> known, Set<String> seen) {
    var permission = entry.textValue();
    if (permission == null || !known.contains(permission)) {
      return Optional.of("%s is not a permission.".formatted(entry));
    }
    return seen.add(permission)
        ? Optional.empty()
        : Optional.of("%s is there twice.".formatted(permission));
  }
}
