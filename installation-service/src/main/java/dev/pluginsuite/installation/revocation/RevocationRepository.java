package dev.pluginsuite.installation.revocation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the tasks of revocations, one for a package and a site, and tells how far they are. */
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
      insert into site_tasks as t (kind, subject_id, site_id, detail, created_at, due_at)
      select distinct 'REVOCATION', i.package_id, i.site_id, ?2, now(), %s
      from plugin_installations i join known_packages p on p.package_id = i.package_id
      where i.package_id = ?1 and i.status <> 'UNINSTALLED' order by i.site_id
      on conflict (kind, subject_id, site_id) do update
        set detail = excluded.detail, due_at = least(t.due_at, excluded.due_at)
      where t.handled_at is null"""
          .formatted(DUE);

  /**
   * What was installed behind the back of its revocation, by whatever way. What runs on, because it
   * is not due, is left alone.
   */
  private static final String SWEEP =
      """
      insert into site_tasks as t (kind, subject_id, site_id, detail, created_at, due_at)
      select distinct 'REVOCATION', i.package_id, i.site_id, left(concat(p.plugin_id, ' ', i.version, ' was revoked: ', p.state ->> 'reason'), 2500), now(), %s
      from plugin_installations i join known_packages p on p.package_id = i.package_id
      where p.status = 'REVOKED' and i.status <> 'UNINSTALLED' and i.desired <> 'UNINSTALLED'
        and (i.desired = 'ACTIVE' or i.withdrawn_because is null and i.observed = 'ABSENT')
      order by i.package_id, i.site_id
      on conflict (kind, subject_id, site_id) do update set handled_at = null, due_at = now()
      where t.handled_at is not null and excluded.due_at <= now()"""
          .formatted(DUE);

  /** Before it is due, what is still to come to a site is not done because it is not there yet. */
  private static final String PROGRESS =
      """
      select t.site_id, t.created_at, i.id is null or (
          (t.handled_at is not null or %s > now() and not (i.observed = 'ABSENT' and i.desired = 'INSTALLED'))
          and i.observed <> 'ACTIVE' and i.desired <> 'ACTIVE' and (i.observed_generation >= i.generation or i.observed = 'ABSENT')),
        cast(i.id as varchar), i.status, i.error, s.last_contact_at
      from site_tasks t join sites s on s.id = t.site_id join known_packages p on p.package_id = t.subject_id
      left join lateral (
        select * from plugin_installations o
        where o.package_id = t.subject_id and o.site_id = t.site_id and o.status <> 'UNINSTALLED'
        order by o.live desc, o.id desc limit 1) i on true
      where t.kind = 'REVOCATION' and t.subject_id = ?1 order by t.site_id"""
          .formatted(DUE);

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

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
