package dev.pluginsuite.deployment.known;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.PACKAGE_NOT_APPROVED;
import static dev.pluginsuite.deployment.problem.DeploymentProblem.SECRET_CONFIGURATION;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import java.util.Set;
import java.util.UUID;

/**
 * What is deployed.
 *
 * @param secrets names of the configuration properties that only a site may set
 */
public record KnownPackage(
    UUID packageId, String pluginId, String version, PackageStatus status, Set<String> secrets) {

  public void requireInstallable() {
    if (!status.isInstallable()) {
      throw PACKAGE_NOT_APPROVED.because(
          "%s %s is %s; only an APPROVED package can be installed."
              .formatted(pluginId, version, status));
    }
  }

  public void requireNoSecret(Set<String> configured) {
    var errors =
        configured.stream()
            .filter(secrets::contains)
            .sorted()
            .map(it -> new FieldError("configuration." + it, "is a secret: set it at the site"))
            .toList();
    if (!errors.isEmpty()) {
      throw SECRET_CONFIGURATION.because(
          "A deployment would send %d secrets to every site.".formatted(errors.size()), errors);
    }
  }
}
