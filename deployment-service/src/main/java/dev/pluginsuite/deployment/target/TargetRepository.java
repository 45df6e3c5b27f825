package dev.pluginsuite.deployment.target;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
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
      insert into plugin_deployment_targets (deployment_id, site_id, plugin_id, status, holds_site, wave)
      select cast(?1 as uuid), s.id, cast(?2 as varchar), 'PENDING', cast(?3 as boolean),
        (select count(*) + 1 from unnest(cast(?5 as integer[])) as e(last) where e.last < s.position)
      from unnest(cast(?4 as varchar[])) with ordinality as s(id, position) order by s.id
      on conflict (plugin_id, site_id) where holds_site do nothing""";

  /** They hold no site: each waits its turn, as where a deployment was scheduled. */
  private static final String JOIN =
      """
      insert into plugin_deployment_targets (deployment_id, site_id, plugin_id, status, holds_site, wave, not_before)
      select cast(?1 as uuid), s.id, cast(?2 as varchar), 'PENDING', false, cast(?3 as integer), now()
      from unnest(cast(?4 as varchar[])) as s(id) order by s.id
      on conflict (deployment_id, site_id) do nothing""";

  /** Those of a deployment that did it, or may do it still, in some waves or in all. */
  private static final String DONE =
      """
      t.deployment_id = ?1 and (t.status in ('RUNNING', 'TIMED_OUT') or (t.status = 'SUCCEEDED' and t.generation is not null))
        and (cardinality(cast(?2 as integer[])) = 0 or t.wave = any(cast(?2 as integer[])))""";

  /** What it has made of the site, unless it does not matter. A site that is still at it waits. */
  private static final String INSERT_BACK =
      """
      insert into plugin_deployment_targets
        (deployment_id, site_id, plugin_id, status, holds_site, expected_installation_id, expected_generation)
      select cast(?3 as uuid), t.site_id, t.plugin_id, 'PENDING', false,
        case when cast(?4 as boolean) then null else t.installation_id end, case when cast(?4 as boolean) then null else t.generation end
      from plugin_deployment_targets t
      where\s"""
          + DONE;

  private static final String COUNT_BACK =
      "select cast(count(*) as integer) from plugin_deployment_targets t where " + DONE;

  private static final String DELETE =
      "delete from plugin_deployment_targets where deployment_id = ?1";

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

  /**
   * How many of the sites could be had.
   *
   * @param waves how many sites each has
   */
  Uni<Integer> insert(
      UUID deployment,
      String pluginId,
      List<String> siteIds,
      List<Integer> waves,
      boolean holding) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter(1, deployment)
                    .setParameter(2, pluginId)
                    .setParameter(3, holding)
                    .setParameter(4, siteIds.toArray(String[]::new))
                    .setParameter(5, lasts(waves))
                    .executeUpdate());
  }

  /** How many of the sites were not its own before. */
  Uni<Integer> join(UUID deployment, String pluginId, int wave, List<String> siteIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(JOIN)
                    .setParameter(1, deployment)
                    .setParameter(2, pluginId)
                    .setParameter(3, wave)
                    .setParameter(4, siteIds.toArray(String[]::new))
                    .executeUpdate());
  }

  /** The position of the last site of each wave. */
  private static Integer[] lasts(List<Integer> sizes) {
    var lasts = sizes.toArray(Integer[]::new);
    Arrays.parallelPrefix(lasts, Integer::sum);
    return lasts;
  }

  /** How many sites there are to go back. */
  Uni<Integer> insertBack(UUID deployment, UUID of, List<Integer> waves, boolean force) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(INSERT_BACK)
                    .setParameter(1, of)
                    .setParameter(2, waves.toArray(Integer[]::new))
                    .setParameter(3, deployment)
                    .setParameter(4, force)
                    .executeUpdate());
  }

  Uni<Integer> countBack(UUID of, List<Integer> waves) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(COUNT_BACK, Integer.class)
                    .setParameter(1, of)
                    .setParameter(2, waves.toArray(Integer[]::new))
                    .getSingleResult());
  }

  Uni<Void> delete(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(DELETE).setParameter(1, deployment).executeUpdate())
        .replaceWithVoid();
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
