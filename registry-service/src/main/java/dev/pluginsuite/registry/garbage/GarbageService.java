package dev.pluginsuite.registry.garbage;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.storage.Keys;
import dev.pluginsuite.registry.storage.StorageAccounts;
import dev.pluginsuite.registry.storage.StorageLocation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/**
 * Removes one object at a time, in a transaction that holds its row: whoever is about to keep the
 * same bytes waits, and then finds that they are gone and writes them anew.
 */
@ApplicationScoped
class GarbageService {
  /** Rows that somebody holds are about to be used. */
  private static final String LOCK =
      """
      select checksum from stored_objects where checksum = ?1 and location = ?2
      and unreferenced_since < now() - make_interval(secs => ?3) for update skip locked""";

  /** A statement of its own: it sees what was committed until the row was locked. */
  private static final String REFERENCES =
      "select count(*) from plugin_packages where checksum = ?1";

  private static final String FORGET =
      "delete from stored_objects where checksum = ?1 and location = ?2";

  private final StorageAccounts accounts;
  private final Audit audit;
  private final Vertx vertx;

  GarbageService(StorageAccounts accounts, Audit audit, Vertx vertx) {
    this.accounts = accounts;
    this.audit = audit;
    this.vertx = vertx;
  }

  /** Whether it was still garbage and is now gone. */
  @WithTransaction
  Uni<Boolean> sweep(GarbageObject it, Duration grace, Actor actor) {
    return Panache.getSession()
        .chain(
            session ->
                isGarbage(session, it, grace)
                    .call(garbage -> garbage ? remove(session, it, actor) : nothing()));
  }

  private static Uni<Boolean> isGarbage(Session session, GarbageObject it, Duration grace) {
    return session
        .createNativeQuery(LOCK, String.class)
        .setParameter(1, it.checksum())
        .setParameter(2, it.location())
        .setParameter(3, (double) grace.toSeconds())
        .getSingleResultOrNull()
        .chain(locked -> locked == null ? no() : isUnreferenced(session, it));
  }

  private static Uni<Boolean> isUnreferenced(Session session, GarbageObject it) {
    return session
        .createNativeQuery(REFERENCES, Long.class)
        .setParameter(1, it.checksum())
        .getSingleResult()
        .map(count -> count == 0);
  }

  private Uni<Void> remove(Session session, GarbageObject it, Actor actor) {
    return vertx
        .executeBlocking(() -> delete(it), false)
        .chain(
            () ->
                session
                    .createNativeQuery(FORGET)
                    .setParameter(1, it.checksum())
                    .setParameter(2, it.location())
                    .executeUpdate())
        .chain(() -> audit.record(actor, Deed.of("storage.sweep", "object", it.checksum())));
  }

  private Boolean delete(GarbageObject it) throws IOException {
    accounts.at(StorageLocation.parse(it.location())).delete(Keys.object(it.checksum()));
    return true;
  }

  /** That somebody had garbage collected, and what came of it. */
  @WithTransaction
  Uni<Void> record(GarbageView done, Actor actor) {
    var summary =
        "found %d, marked %d, swept %d of %d bytes, failed %d"
            .formatted(done.found(), done.marked(), done.swept(), done.sweptBytes(), done.failed());
    var deed =
        Deed.of(done.dryRun() ? "storage.gc-dry-run" : "storage.gc", "storage", "all")
            .changing(null, summary);
    return audit.record(actor, deed);
  }

  private static Uni<Boolean> no() {
    return Uni.createFrom().item(false);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
