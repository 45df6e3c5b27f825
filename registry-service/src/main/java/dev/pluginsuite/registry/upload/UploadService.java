package dev.pluginsuite.registry.upload;

import dev.pluginsuite.registry.locks.NamedLock;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.ContentStore;
import dev.pluginsuite.registry.storage.StoredContent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The use cases of uploads. */
@ApplicationScoped
public class UploadService {
  private static final Pattern URL =
      Pattern.compile(
          "(?:https?://[^/\\s]{1,255})?/api/v1/admin/plugin-registry/uploads/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** So that no file goes before its row has expired. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** With them, when the first of them goes by itself. */
  private static final String WAITING =
      """
      select count(*), min(expires_at) from plugin_uploads
      where owner = ?1 and not submitted and expires_at > ?2""";

  private final UploadConfig config;
  private final ContentStore store;
  private final Clock clock;
  private final Vertx vertx;

  UploadService(UploadConfig config, ContentStore store, Clock clock, Vertx vertx) {
    this.config = config;
    this.store = store;
    this.clock = clock;
    this.vertx = vertx;
  }

  public long largest() {
    return config.largest();
  }

  /**
   * Takes a place for bytes before the first of them is read, so that nobody fills the disk with
   * uploads that are begun at the same time.
   */
  @WithTransaction
  Uni<Void> begin(UUID id, String owner) {
    var upload = new Upload(id, owner, clock.instant(), config.travelling());
    return NamedLock.hold("uploads", owner)
        .chain(() -> requirePlace(owner))
        .chain(() -> Panache.getSession())
        .chain(session -> session.persist(upload));
  }

  private Uni<Void> requirePlace(String owner) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(WAITING, Object[].class)
                    .setParameter(1, owner)
                    .setParameter(2, clock.instant())
                    .getSingleResult())
        .invoke(row -> requirePlace((Long) row[0], (OffsetDateTime) row[1]))
        .replaceWithVoid();
  }

  private void requirePlace(long waiting, @Nullable OffsetDateTime firstGoes) {
    if (firstGoes != null && waiting >= config.waiting()) {
      throw RegistryProblem.TOO_MANY_UPLOADS
          .because(
              "You have %d uploads that were not submitted: submit or delete some; they go by themselves after %d hours."
                  .formatted(waiting, config.kept().toHours()))
          .limitedTo(config.waiting(), Duration.between(clock.instant(), firstGoes.toInstant()));
    }
  }

  /** The bytes are there. */
  @WithTransaction
  Uni<Upload> complete(UUID id, StoredContent content) {
    return Panache.getSession()
        .chain(session -> session.find(Upload.class, id))
        .onItem()
        .ifNull()
        .failWith(UploadService::unknown)
        .invoke(it -> it.arrived(content, clock.instant(), config.kept()));
  }

  /** They did not come: the place is free again. */
  @WithTransaction
  Uni<Void> giveUp(UUID id) {
    return execute("delete from plugin_uploads where id = ?1 and checksum is null", id)
        .replaceWithVoid();
  }

  /** Its owner does not want it any more. The bytes are to be discarded after that. */
  @WithTransaction
  Uni<Void> delete(UUID id, String owner) {
    return Panache.getSession()
        .chain(session -> session.find(Upload.class, id))
        .map(it -> ready(it, owner))
        .chain(it -> Panache.getSession().chain(session -> session.remove(it)));
  }

  private static Uni<Integer> execute(String sql, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql).setParameter(1, id).executeUpdate());
  }

  /** Whether it is the {@code packageUrl} of some upload. */
  public static boolean isUpload(String packageUrl) {
    return URL.matcher(packageUrl).matches();
  }

  /** What a package URL stands for; an upload of somebody else is as unknown as none. */
  @WithSession
  public Uni<UploadedContent> find(String packageUrl, String owner) {
    var match = URL.matcher(packageUrl);
    if (!match.matches()) {
      throw unknown();
    }
    return Panache.getSession()
        .chain(session -> session.find(Upload.class, UUID.fromString(match.group(1))))
        .map(it -> ready(it, owner))
        .map(
            it ->
                new UploadedContent(it.id, Objects.requireNonNull(it.checksum, "ready"), it.size));
  }

  private Upload ready(@Nullable Upload it, String owner) {
    if (it == null || !it.isReady(owner, clock.instant())) {
      throw unknown();
    }
    return it;
  }

  private static RuntimeException unknown() {
    return RegistryProblem.UNKNOWN_UPLOAD.because(
        "You have no such upload, or it has expired; upload it again.");
  }

  /** It takes no place any more, in the transaction of the submission. */
  public Uni<Void> submitted(UUID id) {
    return execute("update plugin_uploads set submitted = true where id = ?1", id)
        .replaceWithVoid();
  }

  /**
   * Rows by their time and files by theirs: whoever is killed while bytes come in leaves a file
   * without a row. Kept bytes are linked, so removing an upload takes nothing from a package. Files
   * may be on a server that is slow: no connection to the database waits for it.
   */
  @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> removeExpired() {
    return Panache.withTransaction(this::forgetExpired)
        .chain(() -> vertx.executeBlocking(this::discardFiles, false))
        .replaceWithVoid();
  }

  private Uni<Integer> forgetExpired() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("delete from plugin_uploads where expires_at < ?1")
                    .setParameter(1, clock.instant())
                    .executeUpdate());
  }

  private Boolean discardFiles() {
    store.discardBefore(clock.instant().minus(config.kept()).minus(MARGIN));
    return true;
  }
}
