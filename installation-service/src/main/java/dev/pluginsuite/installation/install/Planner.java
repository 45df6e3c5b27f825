package dev.pluginsuite.installation.install;

import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.registries.RegistryService;
import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.resolution.Resolution;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.seat.SeatService;
import dev.pluginsuite.installation.site.SiteView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Works out what an installation has to do, or why it cannot be. Works in its caller's session. */
@ApplicationScoped
class Planner {
  private final PackageService packages;
  private final RegistryService registries;
  private final SeatService seats;
  private final ResolutionService resolutions;

  Planner(
      PackageService packages,
      RegistryService registries,
      SeatService seats,
      ResolutionService resolutions) {
    this.packages = packages;
    this.registries = registries;
    this.seats = seats;
    this.resolutions = resolutions;
  }

  /** Of a plugin that the site does not have. */
  Uni<Planned> install(SiteView site, List<InstallationView> present, UUID packageId) {
    return packages
        .get(packageId)
        .invoke(it -> requireInstallable(it, site, false))
        .invoke(it -> requireFree(it, present))
        .chain(it -> plan(site, present, it));
  }

  /**
   * Of a plugin that the site has in another version.
   *
   * @param back whether the site had it before: then it may be deprecated since
   */
  Uni<Planned> replace(
      SiteView site,
      List<InstallationView> present,
      InstallationView earlier,
      UUID packageId,
      boolean back) {
    return packages
        .get(packageId)
        .invoke(it -> requireSamePlugin(it, earlier))
        .invoke(it -> requireInstallable(it, site, back))
        .chain(it -> plan(site, present, it));
  }

  private Uni<Planned> plan(SiteView site, List<InstallationView> present, PackageState wanted) {
    return registries
        .usedBy(site)
        .invoke(used -> requireOffered(wanted, site, used))
        .map(used -> new Offers(site, used, packages, seats))
        .chain(offers -> solve(site, present, wanted, offers));
  }

  private Uni<Planned> solve(
      SiteView site, List<InstallationView> present, PackageState wanted, Offers offers) {
    var installed = present.stream().map(InstallationView::packageId).toList();
    return packages
        .all(installed)
        .chain(
            kept ->
                offers.gather(wanted, kept).chain(it -> solve(site, present, kept, wanted, it)));
  }

  private Uni<Planned> solve(
      SiteView site,
      List<InstallationView> present,
      List<PackageState> kept,
      PackageState wanted,
      Offers offers) {
    var question = offers.question(kept, wanted);
    return resolutions.resolve(question).map(it -> planned(site, present, question, it, offers));
  }

  private static Planned planned(
      SiteView site,
      List<InstallationView> present,
      Question question,
      Resolution resolution,
      Offers offers) {
    if (resolution instanceof Solved solved) {
      var there = present.stream().collect(toMap(InstallationView::pluginId, it -> it));
      return new Planned(site.id(), solved.plan(), offers.packages(), there);
    }
    throw Unplanned.problem(question, resolution, offers);
  }

  private static void requireSamePlugin(PackageState it, InstallationView earlier) {
    if (!it.pluginId().equals(earlier.pluginId())) {
      throw InstallationProblem.NOT_AN_UPGRADE.because(
          "%s %s is another plugin than %s."
              .formatted(it.pluginId(), it.version(), earlier.pluginId()));
    }
  }

  private static void requireFree(PackageState it, List<InstallationView> present) {
    for (var other : present) {
      if (other.pluginId().equals(it.pluginId())) {
        throw InstallationProblem.ALREADY_INSTALLED
            .because("%s has %s %s.".formatted(other.siteId(), other.pluginId(), other.version()))
            .with("installationId", other.id());
      }
    }
  }

  private static void requireInstallable(PackageState it, SiteView site, boolean back) {
    PackageService.requireNotRevoked(it);
    var isBack = back && it.status() == PackageStatus.DEPRECATED;
    if (!it.status().isInstallable() && !isBack) {
      throw InstallationProblem.PACKAGE_NOT_APPROVED.because(
          "%s %s is %s; only an APPROVED package can be installed."
              .formatted(it.pluginId(), it.version(), it.status()));
    }
    var obstacle = Compatibility.obstacle(it, site);
    if (obstacle != null) {
      throw InstallationProblem.INCOMPATIBLE.because(
          "%s %s %s.".formatted(it.pluginId(), it.version(), obstacle));
    }
  }

  private static void requireOffered(PackageState it, SiteView site, List<String> used) {
    if (!used.contains(it.registryId())) {
      throw InstallationProblem.PACKAGE_NOT_OFFERED.because(
          "%s %s is in the registry %s, and %s uses %s."
              .formatted(it.pluginId(), it.version(), it.registryId(), site.id(), used));
    }
  }
}
