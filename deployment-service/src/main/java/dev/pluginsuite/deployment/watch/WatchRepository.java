package dev.pluginsuite.deployment.watch;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.deployment.watch.Told.Decision;
import dev.pluginsuite.deployment.watch.Told.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is told, without a session: a stream lasts for minutes, and holds nothing meanwhile.
 */
@ApplicationScoped
class WatchRepository {
  /** One statement, so that the counters are those of the revision. */
  private static final String PROGRESS =
      """
      select d.status, d.wave, d.target_count, d.success_count, d.failure_count, d.cancelled_count, d.skipped_count,
        d.revision, d.decisions,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'number', w.number, 'status', w.status, 'targetCount', w.target_count, 'successCount', w.success_count,
            'failureCount', w.failure_count, 'silentCount', w.silent_count, 'unhealthyCount', w.unhealthy_count,
            'otherCount', w.other_count) order by w.number), '[]')
          from plugin_deployment_waves w where w.deployment_id = d.id) as waves
      from plugin_deployments d where d.id = $1""";

  private static final String DECISIONS =
      """
      select number, at, action, status, detail, actor from plugin_deployment_history
      where deployment_id = $1 and number > $2 and number <= $3 order by number limit 100""";

  private final Pool pool;

  WatchRepository(Pool pool) {
    this.pool = pool;
  }

  /** Null if there is no such deployment. */
  Uni<@Nullable Progress> progress(UUID id) {
    return pool.preparedQuery(PROGRESS)
        .execute(Tuple.of(id))
        .map(rows -> rows.size() == 0 ? null : progress(rows.iterator().next()));
  }

  private static Progress progress(Row it) {
    return new Progress(
        DeploymentStatus.valueOf(it.getString("status")),
        it.getInteger("wave"),
        it.getInteger("target_count"),
        it.getInteger("success_count"),
        it.getInteger("failure_count"),
        it.getInteger("cancelled_count"),
        it.getInteger("skipped_count"),
        it.getLong("revision"),
        it.getInteger("decisions"),
        it.getJsonArray("waves").getList());
  }

  /** Those after one, in order, up to another one. Written under the deployment's lock: no gaps. */
  Uni<List<Decision>> decisions(UUID id, int after, int upTo) {
    return pool.preparedQuery(DECISIONS)
        .execute(Tuple.of(id, after, upTo))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(WatchRepository::decision)
                    .toList());
  }

  private static Decision decision(Row it) {
    return new Decision(
        it.getInteger("number"),
        it.getOffsetDateTime("at").toInstant(),
        it.getString("action"),
        DeploymentStatus.valueOf(it.getString("status")),
        it.getString("detail"),
        it.getString("actor"));
  }
}
