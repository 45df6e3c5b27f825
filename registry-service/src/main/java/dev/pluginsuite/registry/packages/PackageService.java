package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.api.registry.PackageStatus.IN_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.PENDING_REVIEW;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.registry.installations.KnownInstallationService;
import dev.pluginsuite.registry.packages.PackageRepository.Filter;
import dev.pluginsuite.registry.packages.PackageView.Counters;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads packages and their counters. */
@ApplicationScoped
class PackageService {
  private static final String DOWNLOADS =
      "select package_id, downloads from package_counters where package_id in (?1)";

  private final PackageRepository packages;
  private final KnownInstallationService installations;
  private final PermissionGrowth growth;

  PackageService(
      PackageRepository packages, KnownInstallationService installations, PermissionGrowth growth) {
    this.packages = packages;
    this.installations = installations;
    this.growth = growth;
  }

  /** What it may do that the last approved version may not; empty when it is decided on. */
  @WithSession
  Uni<Optional<Growth>> growth(PluginPackage it) {
    return it.status() == PENDING_REVIEW || it.status() == IN_REVIEW
        ? growth.of(it).map(Optional::of)
        : Uni.createFrom().item(Optional.empty());
  }

  @WithSession
  Uni<PluginPackage> get(UUID id, PackageVisibility visibility) {
    return packages.get(id, visibility);
  }

  /** Whatever the caller may see: for those who were let in by another rule. */
  @WithSession
  Uni<PluginPackage> get(UUID id) {
    return packages.get(id);
  }

  @WithSession
  Uni<Page<PluginPackage>> list(PageRequest page, Filter filter, PackageVisibility visibility) {
    return packages.page(page, filter, visibility);
  }

  @WithSession
  Uni<Counters> counters(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Counters.NONE);
    }
    return installations
        .counts(ids)
        .chain(installs -> downloads(ids).map(it -> new Counters(it, installs)));
  }

  /** As lists show it. */
  @WithSession
  Uni<PackageView> row(PluginPackage it) {
    return counters(List.of(it.id)).map(counters -> PackageView.row(it, counters));
  }

  private static Uni<Map<UUID, Long>> downloads(Collection<UUID> ids) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(DOWNLOADS, Object[].class)
                    .setParameter(1, List.copyOf(ids))
                    .getResultList())
        .map(
            rows -> {
              var counts = new HashMap<UUID, Long>();
              rows.forEach(row -> counts.put((UUID) row[0], ((Number) row[1]).longValue()));
              return counts;
            });
  }
}
