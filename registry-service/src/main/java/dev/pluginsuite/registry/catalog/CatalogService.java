package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be installed: plugins with their newest approved version. */
@ApplicationScoped
class CatalogService {
  private static final String PLUGINS =
      """
      select p.pluginId from PluginPackage p where p.status = APPROVED and p.pluginId > :after
      group by p.pluginId order by p.pluginId""";
  private static final String VERSIONS =
      """
      select p.id as packageId, p.registryId as registryId, p.pluginId as pluginId, p.pluginVersion as version,
        p.risk as risk, p.licenseType as licenseType
      from PluginPackage p where p.status = APPROVED and p.pluginId in :plugins""";

  @WithSession
  Uni<Page<Entry>> list(PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(PLUGINS, String.class)
                    .setParameter("after", page.after())
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .chain(this::entries)
        .map(rows -> Page.of(rows, page.limit));
  }

  @WithSession
  Uni<List<Version>> versions(String pluginId) {
    return versions(List.of(pluginId));
  }

  private Uni<List<Entry>> entries(List<String> plugins) {
    return versions(plugins).map(CatalogService::newest);
  }

  private static List<Entry> newest(List<Version> versions) {
    return versions.stream()
        .collect(Collectors.groupingBy(Version::pluginId, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(all -> new Entry(all.get(0), all.size()))
        .toList();
  }

  /** Newest first within a plugin. */
  private static Uni<List<Version>> versions(List<String> plugins) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(VERSIONS, Version.class)
                    .setParameter("plugins", plugins)
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .sorted(
                        Comparator.comparing((Version it) -> SemVer.of(it.version())).reversed())
                    .toList());
  }

  /** One approved version. */
  record Version(
      UUID packageId,
      String registryId,
      String pluginId,
      String version,
      @Nullable RiskLevel risk,
      LicenseType licenseType) {}

  /** A plugin: its newest version and how many there are. */
  record Entry(Version newest, int versions) {}
}
