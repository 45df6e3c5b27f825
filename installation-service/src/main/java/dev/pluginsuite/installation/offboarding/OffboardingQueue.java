package dev.pluginsuite.installation.offboarding;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which leaving site is to be looked at next. Taking one leases it: other replicas take others. */
@ApplicationScoped
class OffboardingQueue {
  private static final String TAKE =
      """
      update sites s set due_at = now() + interval '90 seconds'
      where id = (select id from sites where status = 'OFFBOARDING' and due_at <= now() order by due_at limit 1 for update skip locked)
      returning id, offboard_by <= now(),
        exists (select 1 from plugin_installations p where p.site_id = s.id and p.desired in ('INSTALLED', 'ACTIVE', 'INACTIVE')),
        exists (select 1 from plugin_installations p where p.site_id = s.id and (p.status = 'UNINSTALLING' or p.observed <> 'ABSENT')),
        exists (select 1 from outbox_event e where e.topic = 'site.' || s.id || '.desired-state')""";
  private static final String PUT_OFF =
      "update sites set due_at = now() + make_interval(secs => $2) where id = $1";

  /** One that is still being provisioned has its turn when that is over. */
  private static final String HURRY =
      "update sites set due_at = now() where id = ?1 and generation > 0";

  private final Pool pool;

  OffboardingQueue(Pool pool) {
    this.pool = pool;
  }

  /**
   * A site, and what is left of it.
   *
   * @param isOver whether the deadline has passed
   * @param hasPlugins whether a plugin is to be there: a removal has failed
   * @param isRemoving whether something has not been confirmed to be gone
   * @param isTelling whether its last document is still on its way
   */
  record Turn(
      String siteId, boolean isOver, boolean hasPlugins, boolean isRemoving, boolean isTelling) {
    static Turn of(Row row) {
      return new Turn(
          row.getString(0),
          row.getBoolean(1),
          row.getBoolean(2),
          row.getBoolean(3),
          row.getBoolean(4));
    }

    boolean isEmpty() {
      return !hasPlugins && !isTelling && (isOver || !isRemoving);
    }
  }

  /** Null when nothing is due. */
  Uni<@Nullable Turn> take() {
    return pool.query(TAKE)
        .execute()
        .map(
            rows -> {
              var found = rows.iterator();
              return found.hasNext() ? Turn.of(found.next()) : null;
            });
  }

  Uni<Void> putOff(String siteId, Duration pause) {
    return pool.preparedQuery(PUT_OFF)
        .execute(Tuple.of(siteId, (double) pause.toSeconds()))
        .replaceWithVoid();
  }

  /** In its caller's transaction. */
  Uni<Void> hurry(String siteId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(HURRY).setParameter(1, siteId).executeUpdate())
        .replaceWithVoid();
  }
}
