package dev.pluginsuite.validation.packages;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.validation.scancheck.KnownPlugins.KnownPlugin;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The projection of the packages. */
@ApplicationScoped
public class KnownPackageService {
  private static final int MOST = 20_000;
  private static final String APPLY =
      """
      insert into known_packages as k (package_id, plugin_id, status, uploaded_by, uploaded_at, revision)
      values (?1, ?2, ?3, ?4, ?5, ?6)
      on conflict (package_id) do update set status = excluded.status, uploaded_by = excluded.uploaded_by,
        revision = excluded.revision
      where k.revision < excluded.revision""";
  private static final String PLUGINS =
      """
      select k.pluginId, k.uploadedBy, min(k.uploadedAt) from KnownPackage k
      where length(k.pluginId) between ?1 and ?2 and k.status <> 'REJECTED'
      group by k.pluginId, k.uploadedBy""";

  @WithTransaction
  public Uni<?> apply(StateEvent<PackageState> event) {
    var it = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.packageId())
                    .setParameter(2, it.pluginId())
                    .setParameter(3, it.status().name())
                    .setParameter(4, it.uploadedBy())
                    .setParameter(5, it.uploadedAt())
                    .setParameter(6, event.revision())
                    .executeUpdate());
  }

  /** Plugins with ids of about this length, each with who submitted it and when first. */
  @WithSession
  Uni<List<KnownPlugin>> plugins(int shortest, int longest) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(PLUGINS, Object[].class)
                    .setParameter(1, shortest)
                    .setParameter(2, longest)
                    .setMaxResults(MOST)
                    .getResultList())
        .map(rows -> rows.stream().map(KnownPackageService::plugin).toList());
  }

  private static KnownPlugin plugin(Object[] row) {
    return new KnownPlugin((String) row[0], (String) row[1], (Instant) row[2]);
  }
}
