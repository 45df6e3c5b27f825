package dev.pluginsuite.health.rollup;

import static dev.pluginsuite.health.bulk.Columns.utc;

import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.health.rollup.Comparison.OneVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Adds a version's rollups up over the fleet. */
@ApplicationScoped
class ComparisonRepository {
  /** Executions count with the errors of those rollups only that say them. */
  private static final String SUMS =
      """
      select count(distinct r.installation_id), coalesce(sum(r.sample_count), 0)::bigint, coalesce(sum(r.error_count), 0)::bigint,
        coalesce(sum(r.warning_count), 0)::bigint, sum(r.execution_count)::bigint,
        (sum(r.error_count) filter (where r.execution_count > 0) * 100.0 / nullif(sum(r.execution_count), 0))::float8,
        (sum(r.error_count)::float8 / nullif(sum(r.sample_count), 0))::float8,
        coalesce(max(r.latency_max), 0), coalesce(max(r.memory_max), 0), coalesce(max(r.cpu_max), 0)
      from known_installations k
      cross join lateral (
        select * from health_rollups r
        where r.installation_id = k.installation_id and r.width = $5 and r.starts_at >= $6 and r.starts_at < $7
          and r.package_id = any(array(select package_id from known_packages where plugin_id = $1 and version = $2))) r
      where k.plugin_id = $1 and ($3 or k.site_id = any($4))\
      """;

  private final Pool pool;

  ComparisonRepository(Pool pool) {
    this.pool = pool;
  }

  Uni<OneVersion> of(String pluginId, String version, SiteScope scope, Span span) {
    var parameters =
        Tuple.tuple()
            .addValue(pluginId)
            .addValue(version)
            .addValue(scope.all())
            .addValue(scope.asArray())
            .addValue((int) span.width().toSeconds())
            .addValue(utc(span.from()))
            .addValue(utc(span.to()));
    return pool.preparedQuery(SUMS)
        .execute(parameters)
        .map(rows -> version(version, rows.iterator().next()));
  }

  private static OneVersion version(String version, Row row) {
    return new OneVersion(
        version,
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getDouble(7),
        row.getDouble(8),
        row.getDouble(9));
  }
}
