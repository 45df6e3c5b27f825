package dev.pluginsuite.installation.revocation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of revocations: one for a package and a site. Plain SQL: they have no life of their
 * own.
 */
@ApplicationScoped
class RevocationRepository {
  /** When a package is to be stopped. A mode that only a newer release knows stops it at once. */
  private static final String DUE =
      """
      case p.state -> 'revocation' ->> 'mode'
        when 'NOTIFY' then cast('infinity' as timestamptz)
        when 'DEADLINE' then coalesce(cast(p.state -> 'revocation' ->> 'deadline' as timestamptz), now())
        else now() end""";

  /** Begun again with stricter terms, what is open is due sooner. */
  private static final String BEGIN =
      """
      insert into revocation_tasks as t (package_id, site_id, because, created_at, due_at)
      select distinct i.package_id, i.site_id, ?2, now(), %s
      from plugin_installations i join known_packages p on p.package_id = i.package_id
      where i.package_id = ?1 and i.status <> 'UNINSTALLED'
      on conflict (package_id, site_id) do update
        set because = excluded.because, due_at = least(t.due_at, excluded.due_at)
      where t.handled_at is null"""
          .formatted(DUE);

  /**
   * What was installed behind the back of its revocation, by whatever way. What runs on, because it
   * is not due, is left alone.
   */
  private static final String SWEEP =
      """
      insert into revocation_tasks as t (package_id, site_id, because, created_at, due_at)
      select distinct i.package_id, i.site_id, left(concat(p.plugin_id, ' ', i.version, ' was revoked: ', p.state ->> 'reason'), 2500), now(), %s
      from plugin_installations i join known_packages p on p.package_id = i.package_id
      where p.status = 'REVOKED' and i.status <> 'UNINSTALLED' and i.desired <> 'UNINSTALLED'
        and (i.desired = 'ACTIVE' or i.withdrawn_because is null and i.observed = 'ABSENT')
      on conflict (package_id, site_id) do update set handled_at = null, due_at = now()
      where t.handled_at is not null and excluded.due_at <= now()"""
          .formatted(DUE);

  /** Leased, so that one that fails does not hold up the others. */
  private static final String TAKE =
      """
      update revocation_tasks set due_at = now() + interval '30 seconds' where (package_id, site_id) = (
        select package_id, site_id from revocation_tasks
        where handled_at is null and due_at <= now() order by due_at limit 1 for update skip locked)
      returning package_id, site_id, because""";

  private static final String LOCK =
      """
      select site_id from revocation_tasks
      where package_id = ?1 and site_id = ?2 and handled_at is null for update""";

  private static final String HANDLED =
      "update revocation_tasks set handled_at = now(), told_at = now() where package_id = ?1 and site_id = ?2";

  private static final String STUCK =
      """
      select cast(t.package_id as varchar), t.site_id, t.because from revocation_tasks t
      join plugin_installations i on i.package_id = t.package_id and i.site_id = t.site_id
      where t.handled_at is not null and t.told_at < now() - make_interval(secs => ?1)
        and i.status = 'FAILED' and i.withdrawn_because is not null and i.observed <> 'ABSENT'
      order by t.told_at limit 1 for update of t skip locked""";

  /** Before it is due, what is still to come to a site is not done because it is not there yet. */
  private static final String PROGRESS =
      """
      select t.site_id, t.created_at, i.id is null or (
          (t.handled_at is not null or %s > now() and not (i.observed = 'ABSENT' and i.desired = 'INSTALLED'))
          and i.observed <> 'ACTIVE' and i.desired <> 'ACTIVE' and (i.observed_generation >= i.generation or i.observed = 'ABSENT')),
        cast(i.id as varchar), i.status, i.error, s.last_contact_at
      from revocation_tasks t join sites s on s.id = t.site_id join known_packages p on p.package_id = t.package_id
      left join lateral (
        select * from plugin_installations o
        where o.package_id = t.package_id and o.site_id = t.site_id and o.status <> 'UNINSTALLED'
        order by o.live desc, o.id desc limit 1) i on true
      where t.package_id = ?1 order by t.site_id"""
          .formatted(DUE);

  private final Pool pool;

  RevocationRepository(Pool pool) {
    this.pool = pool;
  }

  /** A package to be stopped at a site. */
  record Task(UUID packageId, String siteId, String because) {}

  Uni<Integer> begin(UUID packageId, String because) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(BEGIN)
                    .setParameter(1, packageId)
                    .setParameter(2, because)
                    .executeUpdate());
  }

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

  /** Whether it is still to be handled; then nobody else does until the end of the transaction. */
  Uni<Boolean> lock(Task task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(LOCK, String.class)
                    .setParameter(1, task.packageId())
                    .setParameter(2, task.siteId())
                    .getSingleResultOrNull())
        .map(it -> it != null);
  }

  /** A site that could not stop a plugin and was last told long ago; null when there is none. */
  Uni<@Nullable Task> takeStuck(Duration since) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(STUCK, Object[].class)
                    .setParameter(1, (double) since.toMillis() / 1000)
                    .getSingleResultOrNull())
        .map(RevocationRepository::task);
  }

  Uni<Void> handled(Task task) {
    return update(HANDLED, task);
  }

  Uni<List<RevocationView.Progress>> progress(UUID packageId) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(PROGRESS, Object[].class)
                    .setParameter(1, packageId)
                    .getResultList())
        .map(rows -> rows.stream().map(RevocationRepository::site).toList());
  }

  private static RevocationView.Progress site(Object[] row) {
    return new RevocationView.Progress(
        (String) row[0],
        instant(row[1]),
        (Boolean) row[2],
        row[3] == null ? null : UUID.fromString((String) row[3]),
        (String) row[4],
        (String) row[5],
        row[6] == null ? null : instant(row[6]));
  }

  private static Instant instant(Object timestamp) {
    return ((OffsetDateTime) timestamp).toInstant();
  }

  private static @Nullable Task task(Object @Nullable [] row) {
    return row == null
        ? null
        : new Task(UUID.fromString((String) row[0]), (String) row[1], (String) row[2]);
  }

  private static Uni<Void> update(String sql, Task task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(sql)
                    .setParameter(1, task.packageId())
                    .setParameter(2, task.siteId())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
