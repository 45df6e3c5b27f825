package dev.pluginsuite.registry.packages;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares what packages may do with the last approved version of the same plugin. */
@ApplicationScoped
class PermissionGrowth {
  private static final String LAST_APPROVED =
      """
      from PluginPackage p where p.pluginId in :plugins and p.review.status in (APPROVED, DEPRECATED)
        and p.review.approvedAt = (select max(q.review.approvedAt) from PluginPackage q
          where q.registryId = p.registryId and q.pluginId = p.pluginId and q.review.status in (APPROVED, DEPRECATED))""";

  Uni<Growth> of(PluginPackage it) {
    return of(List.of(it)).map(known -> known.getOrDefault(it.id, Growth.OF_THE_FIRST));
  }

  /** By package id; absent where no version is approved yet. */
  @WithSession
  Uni<Map<UUID, Growth>> of(Collection<PluginPackage> packages) {
    var plugins = packages.stream().map(it -> it.pluginId).distinct().toList();
    if (plugins.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(LAST_APPROVED, PluginPackage.class)
                    .setParameter("plugins", plugins)
                    .getResultList())
        .map(approved -> compare(packages, approved));
  }

  private static Map<UUID, Growth> compare(
      Collection<PluginPackage> packages, List<PluginPackage> approved) {
    var last = approved.stream().collect(Collectors.toMap(Line::of, it -> it, (a, b) -> a));
    var growths = new HashMap<UUID, Growth>();
    for (var it : packages) {
      var before = last.get(Line.of(it));
      if (before != null) {
        growths.put(it.id, Growth.between(before, it));
      }
    }
    return growths;
  }

  /** All versions of a plugin in one registry. */
  private record Line(String registryId, String pluginId) {
    static Line of(PluginPackage it) {
      return new Line(it.registryId, it.pluginId);
    }
  }
}
