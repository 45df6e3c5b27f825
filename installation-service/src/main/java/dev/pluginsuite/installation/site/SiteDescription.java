package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.InstallationProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be changed of a site. */
record SiteDescription(
    String name,
    @Nullable String enterpriseId,
    String mesVersion,
    String apiVersion,
    boolean development,
    Map<String, String> labels,
    @Nullable List<String> registries) {

  SiteDescription {
    var errors = new ArrayList<FieldError>();
    checkVersion("mesVersion", mesVersion, errors);
    checkVersion("apiVersion", apiVersion, errors);
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_SITE.because("The versions of a site are exact.", errors);
    }
  }

  private static void checkVersion(String field, String version, List<FieldError> errors) {
    if (SemVer.parse(version).isEmpty()) {
      errors.add(new FieldError(field, "has to be a semantic version such as 2.4.0"));
    }
  }
}
