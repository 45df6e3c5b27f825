package dev.pluginsuite.common.inbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * How far this service has come on a topic, whichever replica consumed it: written with the effect
 * of each record.
 */
@ApplicationScoped
class Progress {
  private static final String RECORD =
      """
      insert into consumed_offset as o (topic, partition, consumed) values (?1, ?2, ?3)
      on conflict (topic, partition) do update set consumed = greatest(o.consumed, excluded.consumed)""";

  private final Pool pool;

  Progress(Pool pool) {
    this.pool = pool;
  }

  Uni<Void> record(String topic, int partition, long offset) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RECORD)
                    .setParameter(1, topic)
                    .setParameter(2, partition)
                    .setParameter(3, offset)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** The last offset consumed, by partition; absent where there was none. */
  Uni<Map<Integer, Long>> of(String topic) {
    return pool.preparedQuery("select partition, consumed from consumed_offset where topic = $1")
        .execute(Tuple.of(topic))
        .map(
            rows -> {
              var consumed = new HashMap<Integer, Long>();
              rows.forEach(row -> consumed.put(row.getInteger(0), row.getLong(1)));
              return consumed;
            });
  }
}
