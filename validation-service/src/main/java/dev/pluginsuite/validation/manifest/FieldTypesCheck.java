package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import java.util.Arrays;
import java.util.List;

/** Beside the nineteen: the optional fields of which none of them speaks can be read. */
final class FieldTypesCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      new Requirement(
          "manifest-field-type",
          null,
          Severity.ERROR,
          "description and license are texts, licenseType is a known one.");
  private static final List<String> LICENSE_TYPES =
      Arrays.stream(LicenseType.values())
          .filter(it -> it != LicenseType.UNKNOWN)
          .map(LicenseType::name)
          .toList();

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var findings = new FirstFindings();
    for (var field : List.of("description", "license")) {
      var text = manifest.field(field);
      if (!text.isMissingNode() && !text.isTextual()) {
        findings.add(finding(field, "is not a text", "Write a text"));
      }
    }
    var licenseType = manifest.field("licenseType");
    if (!licenseType.isMissingNode() && !LICENSE_TYPES.contains(licenseType.asText())) {
      findings.add(
          finding("licenseType", "is not known", "Write " + String.join(", ", LICENSE_TYPES)));
    }
    return findings;
  }

  private static Finding finding(String field, String fault, String remedy) {
    return REQUIREMENT.unmet(
        JsonPointer.empty().appendProperty(field),
        "%s %s.".formatted(field, fault),
        remedy + ", or leave it out.");
  }
}
