package dev.pluginsuite.installation.outlook;

import dev.pluginsuite.installation.install.Compatibility;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.site.Breakage;
import dev.pluginsuite.installation.site.SiteView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs at a site now and would not with other versions of its MES or plugin API. */
final class Breakages {
  private final SiteView now;
  private final SitePicture then;
  private final Map<String, Breakage> found = new LinkedHashMap<>();

  private Breakages(SiteView now, SitePicture then) {
    this.now = now;
    this.then = then;
  }

  /**
   * @param now the site as it is
   * @param then the site as it would be
   */
  static List<Breakage> of(SiteView now, SitePicture then) {
    var breakages = new Breakages(now, then);
    then.present().forEach(breakages::look);
    breakages.spread();
    return List.copyOf(breakages.found.values());
  }

  private void look(InstallationView it) {
    var its = then.packageOf(it);
    if (its == null || Compatibility.obstacle(its, now) != null) {
      return;
    }
    var obstacle = then.obstacle(its);
    if (obstacle != null) {
      found.put(it.pluginId(), breakage(it, obstacle, fix(it)));
    }
  }

  /** Who needs what does not run does not run either, over any number of steps. */
  private void spread() {
    var before = -1;
    while (before != found.size()) {
      before = found.size();
      then.present().stream()
          .filter(it -> !found.containsKey(it.pluginId()))
          .forEach(this::spreadTo);
    }
  }

  private void spreadTo(InstallationView it) {
    needs(it).stream()
        .filter(found::containsKey)
        .sorted()
        .findFirst()
        .ifPresent(
            cause ->
                found.put(
                    it.pluginId(),
                    breakage(it, "needs %s, which would not run".formatted(cause), null)));
  }

  private Set<String> needs(InstallationView it) {
    var its = then.packageOf(it);
    return its == null ? Set.of() : PackageService.manifestOf(its).dependencies().keySet();
  }

  private Breakage.@Nullable Fix fix(InstallationView it) {
    return then.newerThan(it).stream()
        .filter(other -> other.status().isInstallable() && then.obstacle(other) == null)
        .filter(other -> then.unlicensed(other) == null)
        .filter(other -> then.with(other) instanceof Solved)
        .findFirst()
        .map(other -> new Breakage.Fix(other.packageId(), other.version()))
        .orElse(null);
  }

  private static Breakage breakage(
      InstallationView it, String because, Breakage.@Nullable Fix fix) {
    return new Breakage(it.id(), it.pluginId(), it.version(), because, fix);
  }
}
