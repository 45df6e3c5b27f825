package dev.pluginsuite.registry.garbage;

import dev.pluginsuite.registry.blobs.Blob;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Notes what nothing refers to, one statement each: only rows that were not locked are touched. */
@ApplicationScoped
class GarbageMarks {
  private static final String UNKNOWN =
      """
      select count(*) as n from unnest($2::varchar[]) as f (checksum)
      where not exists (select 1 from stored_objects o where o.checksum = f.checksum and o.location = $1)""";

  /** Waits for whoever is keeping the same bytes; their row is then the one that stays. */
  private static final String ADOPT =
      """
      insert into stored_objects (checksum, location, size, kept_at)
      select f.checksum, $1, f.size, f.kept_at from unnest($2::varchar[], $3::bigint[], $4::timestamptz[]) as f (checksum, size, kept_at)
      on conflict do nothing""";

  private static final String GARBAGE =
      """
      o.unreferenced_since is null and o.kept_at < now() - make_interval(secs => $1)
      and not exists (select 1 from plugin_packages p where p.checksum = o.checksum)""";
  private static final String COUNT = "select count(*) as n from stored_objects o where " + GARBAGE;
  private static final String MARK =
      "update stored_objects o set unreferenced_since = now() where " + GARBAGE;
  private static final String UNMARK =
      """
      update stored_objects o set unreferenced_since = null where o.unreferenced_since is not null
      and exists (select 1 from plugin_packages p where p.checksum = o.checksum)""";
  private static final String DUE =
      """
      select o.checksum, o.location, o.size, o.unreferenced_since from stored_objects o
      where o.unreferenced_since < now() - make_interval(secs => $1)
      and not exists (select 1 from plugin_packages p where p.checksum = o.checksum)
      order by o.unreferenced_since, o.checksum, o.location limit $2""";
  private static final String LOCATIONS =
      "select location from stored_objects union select 'default' order by 1";

  private final Pool pool;

  GarbageMarks(Pool pool) {
    this.pool = pool;
  }

  Uni<List<String>> locations() {
    return pool.query(LOCATIONS)
        .execute()
        .map(rows -> list(rows).stream().map(row -> row.getString(0)).toList());
  }

  /** How many objects nobody had noted; notes them unless it is a dry run. */
  Uni<Long> adopt(String location, List<Blob> found, boolean dryRun) {
    var checksums = found.stream().map(GarbageMarks::checksum).toArray(String[]::new);
    if (dryRun) {
      return pool.preparedQuery(UNKNOWN)
          .execute(Tuple.of(location, checksums))
          .map(rows -> rows.iterator().next().getLong("n"));
    }
    var sizes = found.stream().map(Blob::size).toArray(Long[]::new);
    var times =
        found.stream()
            .map(it -> it.modified().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new);
    return pool.preparedQuery(ADOPT)
        .execute(Tuple.of(location, checksums, sizes, times))
        .map(rows -> (long) rows.rowCount());
  }

  private static String checksum(Blob it) {
    return it.key().substring(it.key().lastIndexOf('/') + 1);
  }

  /** How many objects nothing refers to since now; marks them unless it is a dry run. */
  Uni<Long> mark(Duration grace, boolean dryRun) {
    var young = Tuple.of((double) grace.toSeconds());
    if (dryRun) {
      return pool.preparedQuery(COUNT)
          .execute(young)
          .map(rows -> rows.iterator().next().getLong("n"));
    }
    return pool.query(UNMARK)
        .execute()
        .chain(() -> pool.preparedQuery(MARK).execute(young))
        .map(rows -> (long) rows.rowCount());
  }

  /** What has been garbage for so long that it may go. */
  Uni<List<GarbageObject>> due(Duration grace, int atMost) {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of((double) grace.toSeconds(), atMost))
        .map(rows -> list(rows).stream().map(GarbageMarks::object).toList());
  }

  private static GarbageObject object(Row row) {
    return new GarbageObject(
        row.getString("checksum"),
        row.getString("location"),
        row.getLong("size"),
        row.getOffsetDateTime("unreferenced_since").toInstant());
  }

  private static List<Row> list(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }
}
