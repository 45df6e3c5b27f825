package dev.pluginsuite.installation.outlook;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.install.Compatibility;
import dev.pluginsuite.installation.install.Offers;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.resolution.Resolution;
import dev.pluginsuite.installation.resolution.Resolver;
import dev.pluginsuite.installation.site.SiteView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A site with all it has and all it could get.
 *
 * @param installed the packages of what is present, by id
 * @param published approved and deprecated packages of the same plugins, in the site's registries
 */
record SitePicture(
    SiteView site,
    List<InstallationView> present,
    Map<UUID, PackageState> installed,
    List<PackageState> published,
    Offers offers) {

  /** Null for what the projection does not know yet. */
  @Nullable PackageState packageOf(InstallationView it) {
    return installed.get(it.packageId());
  }

  /** The newest first; one that is stable is not offered what is not. */
  List<PackageState> newerThan(InstallationView it) {
    var version = SemVer.of(it.version());
    return published.stream()
        .filter(other -> other.pluginId().equals(it.pluginId()))
        .filter(other -> SemVer.of(other.version()).compareTo(version) > 0)
        .filter(other -> version.isPreRelease() || !SemVer.of(other.version()).isPreRelease())
        .sorted(
            Comparator.comparing((PackageState other) -> SemVer.of(other.version()))
                .reversed()
                .thenComparing(PackageState::packageId))
        .toList();
  }

  /** Why it does not run at this site; null if it does. */
  @Nullable String obstacle(PackageState it) {
    return Compatibility.obstacle(it, site);
  }

  /** Why no licence does for it at this site; null if one does, or none is needed. */
  @Nullable String unlicensed(PackageState it) {
    var refused = offers.unlicensed(it.packageId());
    return refused == null ? null : refused.obstacle();
  }

  /** What would have to be done to have it. */
  Resolution with(PackageState wanted) {
    return Resolver.resolve(offers.question(installed.values(), wanted));
  }
}
