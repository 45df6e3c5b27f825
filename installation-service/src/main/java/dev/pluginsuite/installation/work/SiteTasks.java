package dev.pluginsuite.installation.work;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The queue of what is to be done at many sites: one row for each kind, subject and site. Features
 * put their rows in themselves, in the transaction that makes them necessary.
 */
@ApplicationScoped
public class SiteTasks {
  /** Leased, so that one that fails, or whose worker dies, does not hold up the others. */
  private static final String TAKE =
      """
      update site_tasks set due_at = now() + interval '30 seconds' where (kind, subject_id, site_id) = (
        select kind, subject_id, site_id from site_tasks
        where handled_at is null and due_at <= now() and kind = any($1)
        order by due_at limit 1 for update skip locked)
      returning kind, subject_id, site_id, detail""";

  private static final String LOCK =
      """
      select site_id from site_tasks
      where kind = ?1 and subject_id = ?2 and site_id = ?3 and handled_at is null for update""";

  private static final String HANDLED =
      """
      update site_tasks set handled_at = now(), told_at = now()
      where kind = ?1 and subject_id = ?2 and site_id = ?3""";

  private static final String STUCK =
      """
      select cast(t.subject_id as varchar), t.site_id, t.detail from site_tasks t
      join plugin_installations i on i.site_id = t.site_id and %s
      where t.kind = ?1 and t.handled_at is not null and t.told_at < now() - make_interval(secs => ?2)
        and i.status = 'FAILED' and i.withdrawn_because is not null and i.observed <> 'ABSENT'
      order by t.told_at limit 1 for update of t skip locked""";

  private final Pool pool;

  SiteTasks(Pool pool) {
    this.pool = pool;
  }

  /** The next one that is due; null when there is none. */
  Uni<@Nullable SiteTask> take(Collection<String> kinds) {
    return pool.preparedQuery(TAKE)
        .execute(Tuple.of(kinds.toArray(String[]::new)))
        .map(
            rows -> {
              var found = rows.iterator();
              return found.hasNext() ? task(found.next()) : null;
            });
  }

  private static SiteTask task(Row row) {
    return new SiteTask(row.getString(0), row.getUUID(1), row.getString(2), row.getString(3));
  }

  /** Whether it is still to be handled; then nobody else does until the end of the transaction. */
  public Uni<Boolean> lock(SiteTask task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(LOCK, String.class)
                    .setParameter(1, task.kind())
                    .setParameter(2, task.subjectId())
                    .setParameter(3, task.siteId())
                    .getSingleResultOrNull())
        .map(it -> it != null);
  }

  /** In its caller's transaction. */
  public Uni<Void> handled(SiteTask task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(HANDLED)
                    .setParameter(1, task.kind())
                    .setParameter(2, task.subjectId())
                    .setParameter(3, task.siteId())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * A site that could not do it and was last told long ago; null when there is none.
   *
   * @param meant SQL that says which installations {@code i} a task {@code t} means
   */
  public Uni<@Nullable SiteTask> takeStuck(String kind, String meant, Duration since) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(STUCK.formatted(meant), Object[].class)
                    .setParameter(1, kind)
                    .setParameter(2, (double) since.toMillis() / 1000)
                    .getSingleResultOrNull())
        .map(row -> row == null ? null : stuck(kind, row));
  }

  private static SiteTask stuck(String kind, Object[] row) {
    return new SiteTask(kind, UUID.fromString((String) row[0]), (String) row[1], (String) row[2]);
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
