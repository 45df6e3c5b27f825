package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.site.SiteView;
import org.jspecify.annotations.Nullable;

/** Whether a package runs with a site's MES and plugin API. */
public final class Compatibility {
  private Compatibility() {}

  /** The end of a sentence about the package; null if it runs. */
  public static @Nullable String obstacle(PackageState it, SiteView site) {
    var range = VersionRange.parse(manifestOf(it).mesVersion());
    if (range.isEmpty() || !range.get().contains(SemVer.of(site.mesVersion()))) {
      return "needs MES %s, and %s runs %s"
          .formatted(manifestOf(it).mesVersion(), site.id(), site.mesVersion());
    }
    return runsOn(manifestOf(it).apiVersion(), SemVer.of(site.apiVersion()))
        ? null
        : "is made for plugin API %s, and %s has %s"
            .formatted(manifestOf(it).apiVersion(), site.id(), site.apiVersion());
  }

  /** The host's major, and not newer than the host. */
  private static boolean runsOn(String apiVersion, SemVer host) {
    return SemVer.parse(apiVersion)
        .filter(it -> it.major() == host.major() && it.compareTo(host) <= 0)
        .isPresent();
  }
}
