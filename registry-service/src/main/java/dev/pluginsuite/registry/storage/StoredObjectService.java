package dev.pluginsuite.registry.storage;

import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Remembers which bytes are kept where, so that a registry may change its storage at any time. */
@ApplicationScoped
public class StoredObjectService {
  private static final String REMEMBER =
      """
      insert into stored_objects (checksum, location, size, kept_at) values (?1, ?2, ?3, now())
      on conflict (checksum, location) do update set kept_at = now(), unreferenced_since = null
      returning entry""";
  private static final String STILL_THERE =
      """
      update stored_objects set kept_at = now(), unreferenced_since = null
      where checksum = ?1 and location = ?2 and entry = ?3""";
  private static final String WHERE =
      "select location from stored_objects where checksum = ?1 order by kept_at desc, location";

  private final ContentStore store;
  private final Vertx vertx;

  StoredObjectService(ContentStore store, Vertx vertx) {
    this.store = store;
    this.vertx = vertx;
  }

  /**
   * Keeps an upload's bytes, in no transaction: a copy to another server may last. Noted first, so
   * that garbage collection leaves them alone for its grace; what nobody comes to {@link #refer} to
   * is garbage after that.
   */
  public Uni<KeptObject> keep(StorageLocation location, UUID upload, StoredContent content) {
    return Panache.withTransaction(() -> note(location, content))
        // Not in order: a long copy must not hold up whoever else shares the event loop.
        .call(() -> vertx.executeBlocking(() -> keepBytes(location, upload, content), false));
  }

  private static Uni<KeptObject> note(StorageLocation location, StoredContent content) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER, UUID.class)
                    .setParameter(1, content.checksum())
                    .setParameter(2, location.toString())
                    .setParameter(3, content.size())
                    .getSingleResult())
        .map(entry -> new KeptObject(entry, content.checksum(), location));
  }

  private Boolean keepBytes(StorageLocation location, UUID upload, StoredContent content) {
    store.keep(location, upload, content);
    return true;
  }

  /**
   * The caller's transaction makes something refer to kept bytes. Holds their row until the commit,
   * so that garbage collection either has taken them, and this is refused, or sees the reference.
   */
  @WithTransaction
  public Uni<Void> refer(KeptObject it) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(STILL_THERE)
                    .setParameter(1, it.checksum())
                    .setParameter(2, it.location().toString())
                    .setParameter(3, it.entry())
                    .executeUpdate())
        .invoke(StoredObjectService::requireThere)
        .replaceWithVoid();
  }

  private static void requireThere(int found) {
    if (found == 0) {
      throw CommonProblem.CONCURRENT_CHANGE.because(
          "The package's bytes were removed as garbage just now; submit it again.");
    }
  }

  /** Where to look for bytes, the best place first; the default store even if nobody noted it. */
  @WithSession
  public Uni<List<StorageLocation>> where(String checksum) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(WHERE, String.class)
                    .setParameter(1, checksum)
                    .getResultList())
        .map(StoredObjectService::locations);
  }

  private static List<StorageLocation> locations(List<String> rows) {
    var locations = new ArrayList<>(rows.stream().map(StorageLocation::parse).toList());
    if (!locations.contains(StorageLocation.DEFAULT)) {
      locations.add(StorageLocation.DEFAULT);
    }
    return locations;
  }
}
