package dev.pluginsuite.registry.storage;

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
      on conflict (checksum, location) do update set kept_at = now(), unreferenced_since = null""";
  private static final String WHERE =
      "select location from stored_objects where checksum = ?1 order by kept_at desc, location";

  private final ContentStore store;
  private final Vertx vertx;

  StoredObjectService(ContentStore store, Vertx vertx) {
    this.store = store;
    this.vertx = vertx;
  }

  /**
   * Keeps an upload's bytes as part of the caller's transaction. The row comes first: its lock is
   * held until the commit, so that garbage collection either sees the package or has finished
   * before the bytes are looked for.
   */
  @WithTransaction
  public Uni<Void> keep(StorageLocation location, UUID upload, StoredContent content) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER)
                    .setParameter(1, content.checksum())
                    .setParameter(2, location.toString())
                    .setParameter(3, content.size())
                    .executeUpdate())
        // Not in order: a long copy must not hold up whoever else shares the event loop.
        .chain(() -> vertx.executeBlocking(() -> keepBytes(location, upload, content), false))
        .replaceWithVoid();
  }

  private Boolean keepBytes(StorageLocation location, UUID upload, StoredContent content) {
    store.keep(location, upload, content);
    return true;
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
