package dev.pluginsuite.registry.packages;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Whom a revocation hits: sites that have the package, and what depends on it there. */
@ApplicationScoped
class RevocationImpact {
  /** Each site once for the package and once for whatever needs it, however indirectly. */
  private static final String HIT =
      """
      with recursive hit (site_id, package_id, plugin_id) as (
        select k.site_id, k.package_id, p.plugin_id
        from known_installations k join plugin_packages p on p.id = k.package_id
        where k.package_id = ?1 and k.live
        union
        select k.site_id, k.package_id, p.plugin_id
        from hit h join known_installations k on k.site_id = h.site_id and k.live
          join plugin_packages p on p.id = k.package_id
            and jsonb_exists(p.declared -> 'dependencies', h.plugin_id))
      select h.site_id, h.package_id, h.plugin_id, p.plugin_version
      from hit h join plugin_packages p on p.id = h.package_id
      order by h.plugin_id, p.plugin_version, h.site_id""";

  Uni<Impact> of(UUID packageId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(HIT, Object[].class)
                    .setParameter(1, packageId)
                    .getResultList())
        .map(rows -> Impact.of(packageId, rows));
  }

  /**
   * @param sites that have the package
   * @param dependents what is deactivated with it
   */
  record Impact(int siteCount, List<String> sites, List<Dependent> dependents) {
    private static Impact of(UUID revoked, List<Object[]> rows) {
      var sites = new TreeSet<String>();
      var dependents = new LinkedHashMap<UUID, Dependent>();
      for (var row : rows) {
        var site = (String) row[0];
        var id = (UUID) row[1];
        if (id.equals(revoked)) {
          sites.add(site);
        } else {
          dependents.merge(
              id,
              new Dependent(id, (String) row[2], (String) row[3], List.of(site)),
              Dependent::and);
        }
      }
      return new Impact(sites.size(), List.copyOf(sites), List.copyOf(dependents.values()));
    }
  }

  /** An installed package that needs the revoked one, and where. */
  record Dependent(UUID packageId, String pluginId, String version, List<String> sites) {
    Dependent and(Dependent more) {
      var all = new TreeSet<>(sites);
      all.addAll(more.sites);
      return new Dependent(packageId, pluginId, version, List.copyOf(all));
    }
  }
}
