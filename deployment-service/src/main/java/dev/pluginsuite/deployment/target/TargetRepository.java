package dev.pluginsuite.deployment.target;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and reads targets. */
@ApplicationScoped
class TargetRepository {
  /**
   * In the order of the sites, all or fewer: a site that is held by another deployment is left out.
   */
  private static final String INSERT =
      """
      insert into plugin_deployment_targets (deployment_id, site_id, plugin_id, status, holds_site)
      select cast(?1 as uuid), s.id, cast(?2 as varchar), 'PENDING', cast(?3 as boolean) from unnest(cast(?4 as varchar[])) as s(id) order by s.id
      on conflict (plugin_id, site_id) where holds_site do nothing""";

  /** One plugin at a time: two deployments must not take turns at taking each other's sites. */
  private static final String LOCK_PLUGIN =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended('deploy.' || cast(?1 as varchar), 0))) as locked";

  private static final String HOLDERS =
      """
      select site_id, cast(deployment_id as varchar) from plugin_deployment_targets
      where plugin_id = ?1 and site_id = any(cast(?2 as varchar[])) and holds_site order by site_id""";

  private static final String OF =
      "from Target where deploymentId = :deployment and siteId > :after";
  private static final String SITES =
      "select deploymentId, siteId from Target where deploymentId in (:deployments) order by siteId";

  Uni<Void> lock(String pluginId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOCK_PLUGIN, Integer.class)
                    .setParameter(1, pluginId)
                    .getResultList())
        .replaceWithVoid();
  }

  /** How many of the sites could be had. */
  Uni<Integer> insert(UUID deployment, String pluginId, List<String> siteIds, boolean holding) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter(1, deployment)
                    .setParameter(2, pluginId)
                    .setParameter(3, holding)
                    .setParameter(4, siteIds.toArray(String[]::new))
                    .executeUpdate());
  }

  /** Site and deployment of those that are running. */
  Uni<List<Object[]>> holders(String pluginId, List<String> siteIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(HOLDERS, Object[].class)
                    .setParameter(1, pluginId)
                    .setParameter(2, siteIds.toArray(String[]::new))
                    .getResultList());
  }

  Uni<List<Target>> page(UUID deployment, @Nullable TargetStatus status, String after, int atMost) {
    var hql = OF + (status == null ? "" : " and status = :status") + " order by siteId";
    return Panache.getSession()
        .chain(
            session -> {
              var query =
                  session
                      .createQuery(hql, Target.class)
                      .setParameter("deployment", deployment)
                      .setParameter("after", after)
                      .setMaxResults(atMost);
              return (status == null ? query : query.setParameter("status", status))
                  .getResultList();
            });
  }

  Uni<List<Object[]>> sites(Collection<UUID> deployments) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(SITES, Object[].class)
                    .setParameter("deployments", deployments)
                    .getResultList());
  }
}
