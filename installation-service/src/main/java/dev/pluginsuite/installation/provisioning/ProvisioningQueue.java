package dev.pluginsuite.installation.provisioning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which site is to be provisioned next. Taking one leases it: other replicas take others. */
@ApplicationScoped
class ProvisioningQueue {
  private static final String TAKE =
      """
      update sites set due_at = now() + interval '90 seconds', attempts = attempts + 1
      where id = (select id from sites where status = 'PROVISIONING' and due_at <= now() order by due_at limit 1 for update skip locked)
      returning id, attempts""";
  private static final String PUT_OFF =
      "update sites set due_at = now() + make_interval(secs => $2) where id = $1";

  private final Pool pool;

  ProvisioningQueue(Pool pool) {
    this.pool = pool;
  }

  /** A site and how often it was tried, this time included. */
  record Turn(String siteId, int attempts) {}

  /** Null when nothing is due. */
  Uni<@Nullable Turn> take() {
    return pool.query(TAKE)
        .execute()
        .map(
            rows -> {
              var found = rows.iterator();
              if (!found.hasNext()) {
                return null;
              }
              var row = found.next();
              return new Turn(row.getString(0), row.getInteger(1));
            });
  }

  Uni<Void> putOff(String siteId, Duration pause) {
    return pool.preparedQuery(PUT_OFF)
        .execute(Tuple.of(siteId, (double) pause.toSeconds()))
        .replaceWithVoid();
  }
}
