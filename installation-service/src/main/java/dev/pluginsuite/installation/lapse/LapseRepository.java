package dev.pluginsuite.installation.lapse;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The tasks of ended licences: one for a licence and a site. Plain SQL: they have no life. */
@ApplicationScoped
class LapseRepository {
  /** What runs under an ended licence behind the back of its end, by whatever way. */
  private static final String SWEEP =
      """
      insert into license_stops as t (license_id, site_id, plugin_id, created_at, due_at)
      select s.license_id, s.site_id, s.plugin_id, now(), now() from license_seats s
      join plugin_licenses l on l.id = s.license_id
      join plugin_installations i on i.site_id = s.site_id and i.plugin_id = s.plugin_id and i.live
      where l.status in ('ENDED', 'REVOKED') and i.desired = 'ACTIVE' order by s.license_id, s.site_id
      on conflict (license_id, site_id) do update set handled_at = null, due_at = now()
      where t.handled_at is not null""";

  /** Leased, so that one that fails does not hold up the others. */
  private static final String TAKE =
      """
      update license_stops set due_at = now() + interval '30 seconds' where (license_id, site_id) = (
        select license_id, site_id from license_stops
        where handled_at is null and due_at <= now() order by due_at limit 1 for update skip locked)
      returning license_id, site_id, plugin_id""";

  private static final String HANDLED =
      "update license_stops set handled_at = now(), told_at = now() where license_id = ?1 and site_id = ?2";

  private static final String SEATED =
      "select 1 from license_seats where license_id = ?1 and site_id = ?2";

  private static final String STUCK =
      """
      select cast(t.license_id as varchar), t.site_id, t.plugin_id from license_stops t
      join plugin_installations i on i.site_id = t.site_id and i.plugin_id = t.plugin_id and i.live
      where t.handled_at is not null and t.told_at < now() - make_interval(secs => ?1)
        and i.status = 'FAILED' and i.withdrawn_because is not null and i.observed <> 'ABSENT'
      order by t.told_at limit 1 for update of t skip locked""";

  private final Pool pool;

  LapseRepository(Pool pool) {
    this.pool = pool;
  }

  /** A plugin to be stopped at a site, because its licence has ended. */
  record Task(UUID licenceId, String siteId, String pluginId) {}

  Uni<Integer> sweep() {
    return session().chain(it -> it.createNativeQuery(SWEEP).executeUpdate());
  }

  /** The next one to handle; null when there is none. */
  Uni<@Nullable Task> take() {
    return pool.query(TAKE)
        .execute()
        .map(
            rows -> {
              var found = rows.iterator();
              if (!found.hasNext()) {
                return null;
              }
              var row = found.next();
              return new Task(row.getUUID(0), row.getString(1), row.getString(2));
            });
  }

  /** Whether the site still uses the licence. */
  Uni<Boolean> isSeated(Task task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(SEATED, Integer.class)
                    .setParameter(1, task.licenceId())
                    .setParameter(2, task.siteId())
                    .getSingleResultOrNull())
        .map(it -> it != null);
  }

  Uni<Void> handled(Task task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(HANDLED)
                    .setParameter(1, task.licenceId())
                    .setParameter(2, task.siteId())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** A site that could not stop a plugin and was last told long ago; null when there is none. */
  Uni<@Nullable Task> takeStuck(Duration since) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(STUCK, Object[].class)
                    .setParameter(1, (double) since.toMillis() / 1000)
                    .getSingleResultOrNull())
        .map(LapseRepository::task);
  }

  private static @Nullable Task task(Object @Nullable [] row) {
    return row == null
        ? null
        : new Task(UUID.fromString((String) row[0]), (String) row[1], (String) row[2]);
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
