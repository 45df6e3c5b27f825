package dev.pluginsuite.common.retention;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets what can no longer come again, so that the tables do not grow for ever. */
@ApplicationScoped
class Retention {
  /** Commands are kept for 7 days, their dead letters for 30. */
  private static final String COMMANDS =
      "delete from inbox_command where received_at < now() - interval '60 days'";

  /** Nobody sends a request again after a week without having looked what became of it. */
  private static final String REQUESTS =
      "delete from idempotency_key where created_at < now() - interval '7 days'";

  private final Pool pool;

  Retention(Pool pool) {
    this.pool = pool;
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return pool.query(COMMANDS)
        .execute()
        .chain(() -> pool.query(REQUESTS).execute())
        .replaceWithVoid();
  }
}
