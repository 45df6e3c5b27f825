package dev.pluginsuite.installation.command;

import dev.pluginsuite.common.trace.TraceContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class CommandRepository implements PanacheRepositoryBase<Command, UUID> {
  /** The commands of a site in their order, those of different sites in any. */
  private static final String TAKE =
      """
      update deployment_commands set due_at = now() + interval '1 minute' where command_id = (
        select c.command_id from deployment_commands c
        where c.progress = 'RECEIVED' and c.due_at <= now() and not exists (
          select 1 from deployment_commands e where e.progress = 'RECEIVED' and e.site_id = c.site_id and e.seq < c.seq)
        order by c.seq limit 1 for update skip locked)
      returning command_id, traceparent""";

  private static final String PUT_OFF =
      "update deployment_commands set due_at = now() + interval '5 seconds' where command_id = $1";

  private static final String SITE_OF = "select siteId from Command where commandId = ?1";

  private final Pool pool;

  CommandRepository(Pool pool) {
    this.pool = pool;
  }

  /** The next one to execute, leased for a while; null when there is none. */
  Uni<@Nullable Taken> take() {
    return pool.query(TAKE)
        .execute()
        .map(
            rows -> {
              var found = rows.iterator();
              return found.hasNext() ? taken(found.next()) : null;
            });
  }

  private static Taken taken(Row it) {
    return new Taken(it.getUUID(0), TraceContext.of(it.getString(1)));
  }

  /**
   * A command to execute.
   *
   * @param cause because of which it came
   */
  record Taken(UUID commandId, TraceContext cause) {}

  Uni<Void> putOff(UUID commandId) {
    return pool.preparedQuery(PUT_OFF).execute(Tuple.of(commandId)).replaceWithVoid();
  }

  Uni<Command> get(UUID commandId) {
    return findById(commandId)
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("No command " + commandId));
  }

  /** Without the row itself, which may change until the site is locked. */
  Uni<String> siteOf(UUID commandId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(SITE_OF, String.class)
                    .setParameter(1, commandId)
                    .getSingleResult());
  }

  Uni<Command> lock(UUID commandId) {
    return findById(commandId, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("No command " + commandId));
  }

  Uni<List<Command>> accepted(String siteId) {
    return list(
        "siteId = ?1 and progress = ?2 order by receivedAt", siteId, CommandProgress.ACCEPTED);
  }
}
