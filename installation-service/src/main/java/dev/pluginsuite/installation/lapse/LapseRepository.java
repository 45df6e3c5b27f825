package dev.pluginsuite.installation.lapse;

import dev.pluginsuite.installation.work.SiteTask;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the tasks of ended licences: one for a licence and a site. */
@ApplicationScoped
class LapseRepository {
  /** What runs under an ended licence behind the back of its end, by whatever way. */
  private static final String SWEEP =
      """
      insert into site_tasks as t (kind, subject_id, site_id, detail, created_at, due_at)
      select 'LAPSE', s.license_id, s.site_id, s.plugin_id, now(), now() from license_seats s
      join plugin_licenses l on l.id = s.license_id
      join plugin_installations i on i.site_id = s.site_id and i.plugin_id = s.plugin_id and i.live
      where l.status in ('ENDED', 'REVOKED') and i.desired = 'ACTIVE' order by s.license_id, s.site_id
      on conflict (kind, subject_id, site_id) do update set handled_at = null, due_at = now()
      where t.handled_at is not null""";

  private static final String SEATED =
      "select 1 from license_seats where license_id = ?1 and site_id = ?2";

  Uni<Integer> sweep() {
    return session().chain(it -> it.createNativeQuery(SWEEP).executeUpdate());
  }

  /** Whether the site still uses the licence. */
  Uni<Boolean> isSeated(SiteTask task) {
    return session()
        .chain(
            it ->
                it.createNativeQuery(SEATED, Integer.class)
                    .setParameter(1, task.subjectId())
                    .setParameter(2, task.siteId())
                    .getSingleResultOrNull())
        .map(it -> it != null);
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
