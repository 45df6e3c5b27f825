package dev.pluginsuite.deployment.target;

import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.deployment.target.TargetStatements.Counted;
import dev.pluginsuite.deployment.window.OpeningService;
import dev.pluginsuite.deployment.window.WindowConfig;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives up on targets whose sites do not open, as {@link TargetMoves} moves others. */
@ApplicationScoped
class ClosedStatements {
  /**
   * Since when a site is waited for to open, and how long. Parameter 1: seconds where the strategy
   * does not say.
   */
  private static final String CLOSED_TOO_LONG =
      """
      t.status = 'PENDING' and t.wave <= d.wave and not %s
        and greatest(t.not_before, (
          select w.started_at from plugin_deployment_waves w where w.deployment_id = d.id and w.number = t.wave))
        + coalesce(cast(d.strategy ->> 'windowTimeout' as interval), cast(?1 as double precision) * interval '1 second') <= now()"""
          .formatted(OpeningService.OPEN);

  /** A deployment with sites that did not open in time; locked, as where sites are asked. */
  private static final String NEXT_CLOSED =
      """
      select cast(d.id as varchar) from plugin_deployments d
      where d.status = 'IN_PROGRESS' and not d.ignores_windows and exists (
        select 1 from plugin_deployment_targets t where t.deployment_id = d.id and %s)
      order by d.id limit 1 for no key update of d skip locked"""
          .formatted(CLOSED_TOO_LONG);

  /** Parameters: seconds, deployment, batch, problem. */
  private static final String SKIP_CLOSED =
      """
      with closed as (
        select t.id from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
        where t.deployment_id = ?2 and %s
        order by t.site_id limit ?3 for update of t),
      ended as (
        update plugin_deployment_targets t
        set status = 'SKIPPED', ended_at = now(), holds_site = false, problem = cast(cast(?4 as varchar) as jsonb)
        from closed where t.id = closed.id
        returning t.wave),
      sums as (select wave, count(*) as targets from ended group by wave),
      waved as (
        update plugin_deployment_waves w set other_count = w.other_count + sums.targets
        from sums where w.deployment_id = ?2 and w.number = sums.wave),
      counted as (
        update plugin_deployments d set skipped_count = d.skipped_count + (select count(*) from ended), revision = d.revision + 1
        where d.id = ?2
        returning d.id, (select count(*) from ended) as targets)
      """
              .formatted(CLOSED_TOO_LONG)
          + TargetMoves.COUNTED;

  private final WindowConfig windows;
  private final TargetConfig config;
  private final TargetStatements statements;

  ClosedStatements(WindowConfig windows, TargetConfig config, TargetStatements statements) {
    this.windows = windows;
    this.config = config;
    this.statements = statements;
  }

  /** A deployment with sites that did not open in time; null if there is none. */
  Uni<@Nullable UUID> nextClosed() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NEXT_CLOSED, String.class)
                    .setParameter(1, TargetStatements.seconds(windows.timeout()))
                    .getResultList())
        .map(rows -> rows.isEmpty() ? null : UUID.fromString(rows.get(0)));
  }

  Uni<List<Counted>> skipClosed(UUID deployment, ProblemDetail problem) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(SKIP_CLOSED, Object[].class)
                    .setParameter(1, TargetStatements.seconds(windows.timeout()))
                    .setParameter(2, deployment)
                    .setParameter(3, config.batch())
                    .setParameter(4, statements.written(problem))
                    .getResultList())
        .map(TargetStatements::counted);
  }
}
