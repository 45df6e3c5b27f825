package dev.pluginsuite.installation.outlook;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;

import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.resolution.Plan;
import dev.pluginsuite.installation.resolution.Resolution.Abandoned;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolution.Unsolvable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which plugins of a site have newer versions.
 *
 * @param plugins only those that have
 */
record SiteUpdates(String siteId, List<PluginUpdates> plugins) {
  /** So many versions are looked at before the search for one that fits is given up. */
  private static final int MOST_VERSIONS = 10;

  /**
   * A plugin.
   *
   * @param version the one that it should have now
   * @param updates the newest first, down to the first one that is offered
   */
  record PluginUpdates(UUID installationId, String pluginId, String version, List<Update> updates) {

    private Stream<UpdatesState.Update> offered() {
      return updates.stream()
          .filter(Update::offered)
          .map(
              it ->
                  new UpdatesState.Update(
                      pluginId,
                      version,
                      it.packageId(),
                      it.version(),
                      it.steps().size(),
                      it.newPermissions()));
    }
  }

  /**
   * A newer version.
   *
   * @param offered whether it could be upgraded to
   * @param because why it is not offered, in sentences
   * @param steps what an upgrade would do
   * @param newPermissions what it asks for and the present version does not
   */
  record Update(
      UUID packageId,
      String version,
      boolean offered,
      List<String> because,
      List<Plan.Step> steps,
      List<String> newPermissions,
      LicenseType licenseType) {}

  static SiteUpdates of(SitePicture picture) {
    return new SiteUpdates(
        picture.site().id(),
        picture.present().stream()
            .map(it -> of(it, picture))
            .filter(it -> !it.updates().isEmpty())
            .toList());
  }

  /** Of each plugin what it could be upgraded to. */
  List<UpdatesState.Update> offered() {
    return plugins.stream().flatMap(PluginUpdates::offered).toList();
  }

  private static PluginUpdates of(InstallationView it, SitePicture picture) {
    var updates = new ArrayList<Update>();
    for (var newer : picture.newerThan(it)) {
      if (updates.size() == MOST_VERSIONS || updates.stream().anyMatch(Update::offered)) {
        break;
      }
      updates.add(update(it, newer, picture));
    }
    return new PluginUpdates(it.id(), it.pluginId(), it.version(), List.copyOf(updates));
  }

  private static Update update(InstallationView it, PackageState newer, SitePicture picture) {
    var because = new ArrayList<>(obstacles(newer, picture));
    var steps = new ArrayList<Plan.Step>();
    if (because.isEmpty()) {
      var resolution = picture.with(newer);
      if (resolution instanceof Unsolvable unsolvable) {
        because.addAll(unsolvable.because());
      } else if (resolution instanceof Abandoned abandoned) {
        because.add(abandoned.because());
      } else {
        steps.addAll(((Solved) resolution).plan().changes());
      }
    }
    return new Update(
        newer.packageId(),
        newer.version(),
        because.isEmpty(),
        List.copyOf(because),
        List.copyOf(steps),
        newPermissions(it, newer, picture),
        newer.licenseType());
  }

  private static List<String> obstacles(PackageState newer, SitePicture picture) {
    var because = new ArrayList<String>();
    var what = newer.pluginId() + " " + newer.version();
    if (!newer.status().isInstallable()) {
      because.add("%s is %s.".formatted(what, newer.status()));
    }
    var obstacle = picture.obstacle(newer);
    if (obstacle != null) {
      because.add("%s %s.".formatted(what, obstacle));
    }
    var unlicensed = picture.unlicensed(newer);
    if (unlicensed != null) {
      because.add("%s %s.".formatted(what, unlicensed));
    }
    return because;
  }

  private static List<String> newPermissions(
      InstallationView it, PackageState newer, SitePicture picture) {
    var present = picture.packageOf(it);
    var had = present == null ? List.<String>of() : manifestOf(present).permissions();
    return manifestOf(newer).permissions().stream().filter(p -> !had.contains(p)).sorted().toList();
  }
}
