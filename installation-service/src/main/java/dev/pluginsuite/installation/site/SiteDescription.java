package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.InstallationProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be changed of a site. */
record SiteDescription(
    String name,
    @Nullable String enterpriseId,
    String mesVersion,
    String apiVersion,
    boolean development,
    Map<String, String> labels,
    @Nullable List<String> registries,
    SitePolicies policies,
    List<MaintenanceWindow> maintenanceWindows) {

  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  SiteDescription {
    var errors = new ArrayList<FieldError>();
    checkVersion("mesVersion", mesVersion, errors);
    checkVersion("apiVersion", apiVersion, errors);
    checkLabels(labels, errors);
    new WindowCheck(errors).check(maintenanceWindows);
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_SITE.because(
          "The versions of a site are exact, its labels are plain words, and its windows open.",
          errors);
    }
  }

  private static void checkLabels(Map<String, String> labels, List<FieldError> errors) {
    labels.forEach(
        (key, value) -> {
          if (!LABEL.matcher(key).matches() || !LABEL.matcher(value).matches()) {
            errors.add(
                new FieldError(
                    "labels",
                    "are 1 to 63 letters, digits, dots, dashes and underscores, on both sides"));
          }
        });
  }

  private static void checkVersion(String field, String version, List<FieldError> errors) {
    if (SemVer.parse(version).isEmpty()) {
      errors.add(new FieldError(field, "has to be a semantic version such as 2.4.0"));
    }
  }
}
