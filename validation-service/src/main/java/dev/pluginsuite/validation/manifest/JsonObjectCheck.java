package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** 1: it can be read at all. If not, the others have nothing to look at. */
final class JsonObjectCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(1, "manifest-json", "The manifest is a JSON object of at most 256 KiB.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var problem = manifest.reading().problem();
    return problem == null
        ? List.of()
        : List.of(
            REQUIREMENT.unmet(
                "",
                problem,
                "Write one JSON object (RFC 8259) in UTF-8, each name once, of at most 256 KiB."));
  }
}
