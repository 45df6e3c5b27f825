package dev.pluginsuite.health.sample;

import static dev.pluginsuite.health.bulk.Columns.column;
import static dev.pluginsuite.health.bulk.Columns.utc;

import dev.pluginsuite.health.sample.HealthView.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table {@code plugin_health_logs}: written by the thousand, read by the page. */
@ApplicationScoped
class SampleRepository {
  /**
   * Ordered, so that two batches that share samples take their keys in the same order. What was new
   * is noted for the rollups in the same transaction, in one row, so that nobody waits for it.
   */
  private static final String INSERT =
      """
      with fresh as (
      insert into plugin_health_logs (installation_id, recorded_at, received_at, package_id, generation,
        error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count)
      select s.installation_id, s.recorded_at, $1, k.package_id, k.generation,
        s.error_count, s.warning_count, s.avg_execution_time, s.memory_usage, s.cpu_usage, s.execution_count
      from unnest($2::uuid[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::float8[], $7::float8[], $8::float8[], $9::bigint[])
        as s(installation_id, recorded_at, error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count)
      join known_installations k on k.installation_id = s.installation_id
      order by s.installation_id, s.recorded_at
      on conflict do nothing
      returning installation_id, recorded_at),
      touched as (
        insert into health_touched (installation_ids, starts)
        select array_agg(installation_id), array_agg(starts_at)
        from (select distinct installation_id, date_bin('5 minutes', recorded_at, 'epoch') as starts_at from fresh) parts
        having count(*) > 0)
      select count(*) from fresh""";

  private static final String COLUMNS =
      """
      select installation_id, recorded_at, received_at, package_id, generation,
        error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count
      from plugin_health_logs where installation_id = $1""";

  private static final String AT = COLUMNS + " and recorded_at = $2";
  private static final String NEWEST = COLUMNS + " order by recorded_at desc limit 1";
  private static final String PAGE =
      COLUMNS
          + " and recorded_at >= $2 and recorded_at <= $3 and recorded_at < $4 order by recorded_at desc limit $5";

  private static final String WINDOW =
      """
      select count(*), coalesce(sum(error_count), 0)::bigint, coalesce(sum(warning_count), 0)::bigint, sum(execution_count)::bigint
      from plugin_health_logs where installation_id = $1 and recorded_at > $2""";

  private final Pool pool;

  SampleRepository(Pool pool) {
    this.pool = pool;
  }

  /** How many were new. */
  Uni<Integer> insert(List<Sample> samples, Instant receivedAt) {
    if (samples.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    var columns =
        Tuple.tuple()
            .addValue(utc(receivedAt))
            .addValue(column(samples, Sample::installationId, UUID[]::new))
            .addValue(column(samples, it -> utc(it.recordedAt()), OffsetDateTime[]::new))
            .addValue(column(samples, Sample::errorCount, Long[]::new))
            .addValue(column(samples, Sample::warningCount, Long[]::new))
            .addValue(column(samples, Sample::avgExecutionTime, Double[]::new))
            .addValue(column(samples, Sample::memoryUsage, Double[]::new))
            .addValue(column(samples, Sample::cpuUsage, Double[]::new))
            .addValue(column(samples, Sample::executionCount, Long[]::new));
    return pool.preparedQuery(INSERT)
        .execute(columns)
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  Uni<SampleView> get(UUID installationId, Instant recordedAt) {
    return rows(AT, Tuple.of(installationId, utc(recordedAt))).map(found -> found.get(0));
  }

  Uni<@Nullable SampleView> newest(UUID installationId) {
    return rows(NEWEST, Tuple.of(installationId))
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  Uni<Window> window(UUID installationId, Instant after, Duration length) {
    return pool.preparedQuery(WINDOW)
        .execute(Tuple.of(installationId, utc(after)))
        .map(
            rows -> {
              var it = rows.iterator().next();
              return new Window(
                  length.toSeconds(), it.getLong(0), it.getLong(1), it.getLong(2), it.getLong(3));
            });
  }

  /** Newest first. */
  Uni<List<SampleView>> page(UUID installationId, Period period, int limit) {
    return rows(
        PAGE,
        Tuple.of(
            installationId, utc(period.from()), utc(period.to()), utc(period.before()), limit));
  }

  private Uni<List<SampleView>> rows(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(SampleRepository::view)
                    .toList());
  }

  private static SampleView view(Row row) {
    return new SampleView(
        row.getUUID(0),
        row.getOffsetDateTime(1).toInstant(),
        row.getOffsetDateTime(2).toInstant(),
        row.getUUID(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getDouble(7),
        row.getDouble(8),
        row.getDouble(9),
        row.getLong(10));
  }
}
