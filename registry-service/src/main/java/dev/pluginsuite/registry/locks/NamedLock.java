package dev.pluginsuite.registry.locks;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Whoever wants the same waits until the transaction that has it ends, on whichever replica. */
public final class NamedLock {
  private static final String HOLD =
      "select count(*) from pg_advisory_xact_lock(hashtextextended(cast(?1 as varchar), 0))";

  private NamedLock() {}

  /**
   * Within the caller's transaction.
   *
   * @param kind keeps things of one kind apart from those of another
   */
  public static Uni<Void> hold(String kind, String name) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(HOLD, Long.class)
                    .setParameter(1, kind + " " + name)
                    .getSingleResult())
        .replaceWithVoid();
  }
}
