package dev.pluginsuite.deployment.target;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * What health gates see of targets. Like {@link TargetMoves}, a statement counts what it changes,
 * so that a wave's counter equals its rows. The deployment is locked first: its targets have ended.
 */
@ApplicationScoped
class HealthStatements {
  /** Running deployments with a gate that brought an installation. */
  private static final String GATED =
      """
      select cast(d.id as varchar) from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
      where t.installation_id = ?1 and t.status = 'SUCCEEDED' and d.status in ('IN_PROGRESS', 'PAUSED')
        and d.strategy -> 'healthGate' is not null
      order by d.id""";

  /**
   * What an installation answered and how it is come on two topics, each in a transaction that
   * looks for the other: at the same moment neither would see it. Before any other lock.
   */
  private static final String ALONE =
      "select 1 from pg_advisory_xact_lock(hashtextextended('health ' || cast(?1 as uuid), 0))";

  private static final String LOCK =
      "select 1 from plugin_deployments where id = ?1 for no key update";

  /** In the order of how bad they are; nothing is known of what is UNKNOWN. */
  private static final String RANK =
      "array_position(array['HEALTHY', 'DEGRADED', 'UNHEALTHY'], %s)";

  private static final String APPLY =
      """
      changed as (
        update plugin_deployment_targets t set health = seen.health, unhealthy = seen.unhealthy
        from seen where t.id = seen.id and (t.health, t.unhealthy) is distinct from (seen.health, seen.unhealthy)
        returning t.wave, cast(t.unhealthy as integer) - cast(seen.before as integer) as more),
      waved as (
        update plugin_deployment_waves w set unhealthy_count = w.unhealthy_count + sums.more
        from (select wave, sum(more) as more from changed group by wave) sums
        where w.deployment_id = ?1 and w.number = sums.wave)
      update plugin_deployments d set revision = d.revision + 1 where d.id = ?1 and exists (select 1 from changed)""";

  /** Parameters: deployment, installation. What was said before the change says nothing of it. */
  private static final String LOOK =
      """
      with seen as (
        select t.id, t.unhealthy as before, h.status as health,
          coalesce(%s > greatest(coalesce(%s, 1), %s), t.unhealthy) as unhealthy
        from plugin_deployment_targets t
        join plugin_deployments d on d.id = t.deployment_id
        join known_health h on h.installation_id = t.installation_id and h.generation >= t.generation
        where t.deployment_id = ?1 and t.installation_id = ?2 and t.status = 'SUCCEEDED'
          and d.strategy -> 'healthGate' is not null),
      """
              .formatted(
                  RANK.formatted("h.status"),
                  RANK.formatted("t.baseline"),
                  RANK.formatted("d.strategy -> 'healthGate' ->> 'tolerate'"))
          + APPLY;

  /** Parameter: deployment. Those of its wave that gave no sign, or none any more. */
  private static final String MISS =
      """
      with seen as (
        select t.id, t.unhealthy as before, 'UNKNOWN' as health, true as unhealthy
        from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
        where t.deployment_id = ?1 and t.wave = d.wave and t.status = 'SUCCEEDED' and not t.unhealthy
          and coalesce(t.health, 'UNKNOWN') = 'UNKNOWN' and d.strategy -> 'healthGate' ->> 'silence' = 'FAILURE'),
      """
          + APPLY;

  Uni<List<UUID>> gated(UUID installation) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(GATED, String.class)
                    .setParameter(1, installation)
                    .getResultList())
        .map(rows -> rows.stream().map(UUID::fromString).toList());
  }

  /** Nobody else changes what is known of the installation until the transaction ends. */
  Uni<Void> alone(UUID installation) {
    return lock(ALONE, installation);
  }

  Uni<Void> lock(UUID deployment) {
    return lock(LOCK, deployment);
  }

  private static Uni<Void> lock(String sql, UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(sql, Integer.class).setParameter(1, id).getResultList())
        .replaceWithVoid();
  }

  Uni<Void> look(UUID deployment, UUID installation) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOOK)
                    .setParameter(1, deployment)
                    .setParameter(2, installation)
                    .executeUpdate())
        .replaceWithVoid();
  }

  Uni<Void> miss(UUID deployment) {
    return Panache.getSession()
        .chain(
            session -> session.createNativeQuery(MISS).setParameter(1, deployment).executeUpdate())
        .replaceWithVoid();
  }
}
