package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.deployment.known.KnownPackage;
import dev.pluginsuite.deployment.known.KnownPackageService;
import dev.pluginsuite.deployment.known.KnownSiteService;
import dev.pluginsuite.deployment.known.SiteSelector;
import dev.pluginsuite.deployment.problem.DeploymentProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

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

  /** What goes where, the sites in the order of their waves. */
  record Admitted(KnownPackage what, List<String> siteIds) {}

  /** In the transaction of the deployment: the package cannot be revoked meanwhile. */
  Uni<Admitted> admit(DeploymentRequest request) {
    return packages
        .get(request.packageId())
        .invoke(it -> require(request, it))
        .chain(it -> sites(request).map(found -> new Admitted(it, found)));
  }

  private Uni<List<String>> sites(DeploymentRequest request) {
    var named = request.siteIds();
    if (named != null) {
      return sites.requireActive(named).replaceWith(named);
    }
    return select(Objects.requireNonNull(request.siteSelector()));
  }

  /** The same without a refusal, for one that nobody waits for any more. */
  Uni<List<String>> selectedNow(SiteSelector selector) {
    return sites
        .selected(selector)
        .map(all -> all.subList(0, Math.min(all.size(), KnownSiteService.MOST)));
  }

  private Uni<List<String>> select(SiteSelector selector) {
    return sites.selected(selector).invoke(Admission::require);
  }

  private static void require(List<String> selected) {
    if (selected.isEmpty()) {
      throw DeploymentProblem.NO_SITES.because("No ACTIVE site has all of these labels.");
    }
    if (selected.size() > KnownSiteService.MOST) {
      throw DeploymentProblem.NO_SITES.because(
          "More than %d sites have these labels; name more of them."
              .formatted(KnownSiteService.MOST));
    }
  }

  private static void require(DeploymentRequest request, KnownPackage what) {
    if (request.brings()) {
      what.requireInstallable();
      what.requireNoSecret(request.configurationOrNone().keySet());
    }
  }
}
