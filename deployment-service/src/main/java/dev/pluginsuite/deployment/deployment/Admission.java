package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.deployment.known.KnownPackage;
import dev.pluginsuite.deployment.known.KnownPackageService;
import dev.pluginsuite.deployment.known.KnownSiteService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether the package may go to the sites, as far as is known here. Each site decides for itself.
 */
@ApplicationScoped
class Admission {
  private final KnownPackageService packages;
  private final KnownSiteService sites;

  Admission(KnownPackageService packages, KnownSiteService sites) {
    this.packages = packages;
    this.sites = sites;
  }

  /** In the transaction of the deployment: the package cannot be revoked meanwhile. */
  Uni<KnownPackage> admit(DeploymentRequest request) {
    return packages
        .get(request.packageId())
        .invoke(it -> require(request, it))
        .call(() -> sites.requireActive(request.siteIds()));
  }

  private static void require(DeploymentRequest request, KnownPackage what) {
    if (request.isInstall()) {
      what.requireInstallable();
      what.requireNoSecret(request.configurationOrNone().keySet());
    }
  }
}
