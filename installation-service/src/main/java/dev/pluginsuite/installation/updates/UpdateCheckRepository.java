package dev.pluginsuite.installation.updates;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whose turn it is, by the clock that all replicas share. */
@ApplicationScoped
class UpdateCheckRepository implements PanacheRepositoryBase<UpdateCheck, String> {
  /** New sites come in anywhere in the day, so that they do not all come at once ever after. */
  private static final String ENROL =
      """
      insert into update_checks (site_id, next_check_at, revision, lock_version)
      select s.id, now() + make_interval(secs => ?1) * random(), 0, 0 from sites s
      where s.status = 'ACTIVE' and not exists (select 1 from update_checks c where c.site_id = s.id)
      on conflict do nothing""";

  /** Leased, so that one that fails does not hold up the others. */
  private static final String TAKE =
      """
      update update_checks set next_check_at = now() + interval '5 minutes' where site_id = (
        select site_id from update_checks
        where next_check_at <= now() order by next_check_at limit 1 for update skip locked)
      returning site_id""";

  private static final String DONE =
      "update update_checks set next_check_at = now() + make_interval(secs => ?2) where site_id = ?1";

  private final Pool pool;

  UpdateCheckRepository(Pool pool) {
    this.pool = pool;
  }

  Uni<Integer> enrol(Duration every) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(ENROL)
                    .setParameter(1, (double) every.toSeconds())
                    .executeUpdate());
  }

  /** The next site to look at; null when none is due. */
  Uni<@Nullable String> take() {
    return pool.query(TAKE)
        .execute()
        .map(
            rows -> {
              var found = rows.iterator();
              return found.hasNext() ? found.next().getString(0) : null;
            });
  }

  Uni<UpdateCheck> lock(String siteId) {
    return findById(siteId, LockModeType.PESSIMISTIC_WRITE);
  }

  Uni<Void> done(String siteId, Duration every) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(DONE)
                    .setParameter(1, siteId)
                    .setParameter(2, (double) every.toSeconds())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Sites of which something was told. */
  Uni<Page<UpdateCheck>> told(PageRequest page) {
    return find("siteId > ?1 and revision > 0 order by siteId", page.after())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }
}
