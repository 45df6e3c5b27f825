package dev.pluginsuite.installation.found;

import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.install.InstallService;
import dev.pluginsuite.installation.install.Order;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.registries.RegistryService;
import dev.pluginsuite.installation.report.ObservationService;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists what others put at a site, and takes it over where it is an approved package. */
@ApplicationScoped
class FoundService {
  private final SiteService sites;
  private final ObservationService observations;
  private final RegistryService registries;
  private final PackageService packages;
  private final InstallService installs;
  private final SiteChangeService changes;
  private final Audit audit;

  FoundService(
      SiteService sites,
      ObservationService observations,
      RegistryService registries,
      PackageService packages,
      InstallService installs,
      SiteChangeService changes,
      Audit audit) {
    this.sites = sites;
    this.observations = observations;
    this.registries = registries;
    this.packages = packages;
    this.installs = installs;
    this.changes = changes;
    this.audit = audit;
  }

  @WithSession
  Uni<List<FoundView>> list(String siteId) {
    return sites
        .get(siteId)
        .chain(site -> observations.last(siteId).chain(report -> list(site, found(report))));
  }

  private static List<SiteReport.Found> found(@Nullable SiteReport report) {
    return report == null ? List.of() : Objects.requireNonNullElse(report.found(), List.of());
  }

  private Uni<List<FoundView>> list(SiteView site, List<SiteReport.Found> found) {
    var pluginIds = found.stream().map(SiteReport.Found::pluginId).distinct().toList();
    return registries
        .usedBy(site)
        .chain(used -> packages.approved(pluginIds, used))
        .map(approved -> found.stream().map(it -> view(it, approved)).toList());
  }

  static FoundView view(SiteReport.Found it, List<PackageState> approved) {
    var checksum = it.checksum() == null ? null : it.checksum().toLowerCase(Locale.ROOT);
    var match =
        approved.stream()
            .filter(known -> known.pluginId().equals(it.pluginId()))
            .filter(known -> known.checksum().equals(checksum))
            .findFirst()
            .orElse(null);
    return new FoundView(
        it.pluginId(),
        it.version(),
        checksum,
        it.name(),
        match == null ? null : match.packageId(),
        match == null ? obstacle(checksum) : null);
  }

  private static String obstacle(@Nullable String checksum) {
    return checksum == null
        ? "the agent cannot tell which package it came from"
        : "no approved package in the site's registries has its checksum";
  }

  /** Planned and checked like any installation; what is there already counts as seen. */
  @WithTransaction
  Uni<InstallationView> adopt(String siteId, String pluginId, boolean activate, Decision decision) {
    return sites
        .lock(siteId)
        .chain(() -> list(siteId))
        .map(all -> adoptable(siteId, pluginId, all))
        .chain(it -> installs.install(order(siteId, it, activate, decision)))
        .chain(it -> changes.foundThere(siteId, it.installation().id()))
        .call(it -> note(it, decision));
  }

  private static UUID adoptable(String siteId, String pluginId, List<FoundView> all) {
    var named = all.stream().filter(it -> it.pluginId().equals(pluginId)).toList();
    if (named.isEmpty()) {
      throw InstallationProblem.FOUND_NOTHING.because(
          "The agent of %s reports no foreign plugin %s.".formatted(siteId, pluginId));
    }
    return named.stream()
        .filter(FoundView::isAdoptable)
        .map(FoundView::packageId)
        .findFirst()
        .orElseThrow(
            () ->
                InstallationProblem.NOT_ADOPTABLE.because(
                    "%s at %s stays foreign: %s."
                        .formatted(pluginId, siteId, named.get(0).obstacle())));
  }

  private static Order order(String siteId, UUID packageId, boolean activate, Decision decision) {
    return new Order(siteId, packageId, Map.of(), Map.of(), activate, null, null, decision);
  }

  private Uni<Void> note(InstallationView it, Decision decision) {
    return audit.record(
        decision.actor(),
        Deed.of("installation.adopt", "installation", it.id())
            .changing(null, it.status())
            .because(decision.reason(), decision.changeReference()));
  }
}
