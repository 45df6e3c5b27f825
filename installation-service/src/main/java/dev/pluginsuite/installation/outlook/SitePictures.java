package dev.pluginsuite.installation.outlook;

import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.installation.install.Offers;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.registries.RegistryService;
import dev.pluginsuite.installation.seat.SeatService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Takes pictures of sites, without locking anything. */
@ApplicationScoped
class SitePictures {
  private final SiteChangeService changes;
  private final PackageService packages;
  private final RegistryService registries;
  private final SeatService seats;

  SitePictures(
      SiteChangeService changes,
      PackageService packages,
      RegistryService registries,
      SeatService seats) {
    this.changes = changes;
    this.packages = packages;
    this.registries = registries;
    this.seats = seats;
  }

  @WithSession
  Uni<SitePicture> of(SiteView site) {
    return changes
        .look(site.id())
        .chain(present -> registries.usedBy(site).chain(used -> of(site, present, used)));
  }

  private Uni<SitePicture> of(SiteView site, List<InstallationView> present, List<String> used) {
    var ids = present.stream().map(InstallationView::packageId).toList();
    return packages.all(ids).chain(installed -> of(site, present, used, installed));
  }

  private Uni<SitePicture> of(
      SiteView site,
      List<InstallationView> present,
      List<String> used,
      List<PackageState> installed) {
    var pluginIds = present.stream().map(InstallationView::pluginId).toList();
    return packages
        .published(pluginIds, used)
        .chain(
            published ->
                of(site, present, installed, published, new Offers(site, used, packages, seats)));
  }

  private static Uni<SitePicture> of(
      SiteView site,
      List<InstallationView> present,
      List<PackageState> installed,
      List<PackageState> published,
      Offers offers) {
    var byId = installed.stream().collect(toMap(PackageState::packageId, it -> it));
    return offers
        .gatherNeeds(Stream.concat(published.stream(), installed.stream()).toList())
        .map(all -> new SitePicture(site, present, byId, published, all));
  }
}
