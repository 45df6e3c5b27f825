package dev.pluginsuite.common.inbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Remembers commands in the caller's transaction, so that a redelivered one has no second effect.
 */
@ApplicationScoped
public class Inbox {
  private static final String REMEMBER =
      "insert into inbox_command (consumer, command_id) values (?1, ?2) on conflict do nothing";

  /** Runs the reaction the first time and {@code again} every other time. */
  public Uni<Void> once(
      String consumer, UUID commandId, Supplier<Uni<?>> reaction, Supplier<Uni<?>> again) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER)
                    .setParameter(1, consumer)
                    .setParameter(2, commandId)
                    .executeUpdate())
        .<Object>chain(fresh -> fresh == 1 ? reaction.get() : again.get())
        .replaceWithVoid();
  }
}
