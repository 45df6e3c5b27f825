package dev.pluginsuite.health.rollup;

import static dev.pluginsuite.health.bulk.Columns.column;
import static dev.pluginsuite.health.bulk.Columns.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table {@code health_rollups}, and what samples of it are new in {@code health_touched}. */
@ApplicationScoped
class RollupRepository {
  /**
   * One pass at a time for each width: of two that roll up the same time, the one that saw less
   * could end last.
   */
  private static final String MINE = "select pg_try_advisory_xact_lock(73601551, $1)";

  private static final String TAKE =
      """
      with taken as (
        delete from health_touched
        where id = any(array(select id from health_touched where width = $1 order by id limit $2))
        returning id, installation_ids, starts),
      buckets as (
        select distinct installation_id, starts_at from taken, unnest(installation_ids, starts) as b(installation_id, starts_at))
      select (select count(*) from taken), installation_id, starts_at from buckets""";

  private static final String TOUCH =
      "insert into health_touched (width, installation_ids, starts) values ($1, $2, $3)";

  /** The limit keeps each bucket a look into the key; hashing would read whole days. */
  private static final String SAMPLES =
      """
      select b.installation_id, b.starts_at, l.package_id, l.error_count, l.warning_count, l.execution_count,
        l.avg_execution_time, l.memory_usage, l.cpu_usage
      from unnest($1::uuid[], $2::timestamptz[]) as b(installation_id, starts_at)
      cross join lateral (
        select * from plugin_health_logs l
        where l.installation_id = b.installation_id and l.recorded_at >= b.starts_at
          and l.recorded_at < b.starts_at + interval '5 minutes'
        order by l.recorded_at limit 1000000) l""";

  private static final String COLUMNS =
      """
      r.package_id, r.sample_count, r.error_count, r.warning_count, r.execution_count,
        r.latency_max, r.memory_max, r.cpu_max, r.latency
      from\s""";

  private static final String OF_HOURS =
      "select b.installation_id, b.starts_at, "
          + COLUMNS
          + """
          unnest($1::uuid[], $2::timestamptz[]) as b(installation_id, starts_at)
          cross join lateral (
            select * from health_rollups r
            where r.installation_id = b.installation_id and r.width = 300
              and r.starts_at >= b.starts_at and r.starts_at < b.starts_at + interval '1 hour'
            order by r.starts_at limit 1000000) r""";

  private static final String OF_INSTALLATION =
      "select r.installation_id, r.starts_at, "
          + COLUMNS
          + """
          health_rollups r
          where r.installation_id = $1 and r.width = $2 and r.starts_at >= $3 and r.starts_at < $4""";

  private static final String PUT =
      """
      insert into health_rollups (installation_id, width, starts_at, package_id, sample_count, error_count, warning_count,
        execution_count, latency_max, memory_max, cpu_max, latency)
      select installation_id, $1, starts_at, package_id, samples, errors, warnings, executions, latency_max, memory_max, cpu_max, latency
      from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
        $9::float8[], $10::float8[], $11::float8[], $12::bytea[])
        as n(installation_id, starts_at, package_id, samples, errors, warnings, executions, latency_max, memory_max, cpu_max, latency)
      on conflict (installation_id, width, starts_at, package_id) do update
      set sample_count = excluded.sample_count, error_count = excluded.error_count, warning_count = excluded.warning_count,
        execution_count = excluded.execution_count, latency_max = excluded.latency_max, memory_max = excluded.memory_max,
        cpu_max = excluded.cpu_max, latency = excluded.latency""";

  private static final String FORGET =
      """
      delete from health_rollups where ctid = any(array(
        select ctid from health_rollups where starts_at < $1 limit $2))""";

  private final Pool pool;

  RollupRepository(Pool pool) {
    this.pool = pool;
  }

  <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(work);
  }

  Uni<Boolean> isMine(SqlConnection connection, Duration width) {
    return connection
        .preparedQuery(MINE)
        .execute(Tuple.of(seconds(width)))
        .map(rows -> Boolean.TRUE.equals(rows.iterator().next().getBoolean(0)));
  }

  /** What was touched, oldest first, as one set. */
  Uni<Touched> take(SqlConnection connection, Duration width, int most) {
    return connection
        .preparedQuery(TAKE)
        .execute(Tuple.of(seconds(width), most))
        .map(
            rows ->
                new Touched(
                    list(rows, RollupRepository::bucket),
                    rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0)));
  }

  Uni<Void> touch(SqlConnection connection, Duration width, Collection<Bucket> buckets) {
    return connection
        .preparedQuery(TOUCH)
        .execute(arrays(Tuple.of(seconds(width)), buckets))
        .replaceWithVoid();
  }

  Uni<Map<RollupKey, Rollup>> ofSamples(SqlConnection connection, Collection<Bucket> buckets) {
    return connection
        .preparedQuery(SAMPLES)
        .execute(arrays(Tuple.tuple(), buckets))
        .map(rows -> sums(rows, RollupRepository::addSample));
  }

  Uni<Map<RollupKey, Rollup>> ofHours(SqlConnection connection, Collection<Bucket> hours) {
    return connection
        .preparedQuery(OF_HOURS)
        .execute(arrays(Tuple.tuple(), hours))
        .map(rows -> sums(rows, RollupRepository::addRollup));
  }

  Uni<Map<RollupKey, Rollup>> ofInstallation(UUID id, Duration width, Instant from, Instant to) {
    return pool.preparedQuery(OF_INSTALLATION)
        .execute(Tuple.of(id, seconds(width), utc(from), utc(to)))
        .map(rows -> sums(rows, RollupRepository::addRollup));
  }

  Uni<Void> put(SqlConnection connection, Duration width, Map<RollupKey, Rollup> rollups) {
    var keys =
        rollups.keySet().stream()
            .sorted(
                Comparator.comparing((RollupKey it) -> it.bucket().installationId())
                    .thenComparing(it -> it.bucket().startsAt())
                    .thenComparing(RollupKey::packageId))
            .toList();
    var values = keys.stream().map(rollups::get).toList();
    var columns =
        Tuple.tuple()
            .addValue(seconds(width))
            .addValue(column(keys, it -> it.bucket().installationId(), UUID[]::new))
            .addValue(column(keys, it -> utc(it.bucket().startsAt()), OffsetDateTime[]::new))
            .addValue(column(keys, RollupKey::packageId, UUID[]::new))
            .addValue(column(values, Rollup::samples, Long[]::new))
            .addValue(column(values, Rollup::errors, Long[]::new))
            .addValue(column(values, Rollup::warnings, Long[]::new))
            .addValue(column(values, Rollup::executions, Long[]::new))
            .addValue(column(values, Rollup::latencyMax, Double[]::new))
            .addValue(column(values, Rollup::memoryMax, Double[]::new))
            .addValue(column(values, Rollup::cpuMax, Double[]::new))
            .addValue(column(values, it -> Buffer.buffer(it.latency().bytes()), Buffer[]::new));
    return connection.preparedQuery(PUT).execute(columns).replaceWithVoid();
  }

  /** How many were. */
  Uni<Integer> forget(Instant before, int most) {
    return pool.preparedQuery(FORGET).execute(Tuple.of(utc(before), most)).map(RowSet::rowCount);
  }

  private static Map<RollupKey, Rollup> sums(RowSet<Row> rows, BiConsumer<Rollup, Row> add) {
    var sums = new LinkedHashMap<RollupKey, Rollup>();
    for (var row : rows) {
      var sum = sums.computeIfAbsent(bucket(row, 0).of(row.getUUID(2)), it -> new Rollup());
      add.accept(sum, row);
    }
    return sums;
  }

  private static Bucket bucket(Row row) {
    return bucket(row, 1);
  }

  private static Bucket bucket(Row row, int at) {
    return new Bucket(row.getUUID(at), row.getOffsetDateTime(at + 1).toInstant());
  }

  private static void addSample(Rollup sum, Row row) {
    sum.addSample(
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getDouble(6),
        row.getDouble(7),
        row.getDouble(8));
  }

  private static void addRollup(Rollup sum, Row row) {
    sum.add(
        new Rollup(
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getDouble(7),
            row.getDouble(8),
            row.getDouble(9),
            LatencySketch.of(row.getBuffer(10).getBytes())));
  }

  private static int seconds(Duration width) {
    return (int) width.toSeconds();
  }

  private static Tuple arrays(Tuple before, Collection<Bucket> buckets) {
    return before
        .addValue(column(buckets, Bucket::installationId, UUID[]::new))
        .addValue(column(buckets, it -> utc(it.startsAt()), OffsetDateTime[]::new));
  }

  private static <S> List<S> list(RowSet<Row> rows, Function<Row, S> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
  }

  /**
   * @param entries how many were taken
   */
  record Touched(List<Bucket> buckets, int entries) {
    Set<Bucket> hours() {
      return buckets.stream().map(Bucket::hour).collect(Collectors.toSet());
    }
  }
}
