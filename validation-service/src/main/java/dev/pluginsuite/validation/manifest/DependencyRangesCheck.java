package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.VersionRange;
import java.util.List;

/** 17: the resolver can tell which versions fit. */
final class DependencyRangesCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          17, "manifest-dependency-ranges", "Every range in dependencies can be read.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var findings = new FirstFindings();
    manifest
        .field("dependencies")
        .forEachEntry(
            (id, range) -> {
              if (range.isTextual() && VersionRange.parse(range.textValue()).isEmpty()) {
                findings.add(finding(id, range.textValue()));
              }
            });
    return findings;
  }

  private static Finding finding(String id, String range) {
    return REQUIREMENT.unmet(
        DependenciesCheck.DEPENDENCIES.appendProperty(id),
        "%s is not a version range.".formatted(range),
        "Write a range such as ^2.0.0, ~1.4.0 or >=1.5.0,<3.0.0.");
  }
}
