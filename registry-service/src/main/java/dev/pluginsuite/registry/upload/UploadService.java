package dev.pluginsuite.registry.upload;

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
import java.util.UUID;
import java.util.regex.Pattern;

/** The use cases of uploads. */
@ApplicationScoped
public class UploadService {
  private static final Pattern URL =
      Pattern.compile(
          "(?:https?://[^/\\s]{1,255})?/api/v1/admin/plugin-registry/uploads/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  /** So that no file goes before its row has expired. */
  private static final Duration MARGIN = Duration.ofHours(1);

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

  long largest() {
    return config.largest();
  }

  @WithTransaction
  Uni<Upload> add(UUID id, String owner, StoredContent content) {
    var upload = new Upload(id, owner, content, clock.instant(), config.kept());
    return Panache.getSession().chain(session -> session.persist(upload)).replaceWith(upload);
  }

  /** What a package URL stands for; an upload of somebody else is as unknown as none. */
  @WithSession
  public Uni<UploadedContent> find(String packageUrl, String owner) {
    var match = URL.matcher(packageUrl);
    if (!match.matches()) {
      throw RegistryProblem.URL_NOT_ALLOWED.because(
          "Upload the package first and submit the packageUrl of the answer.");
    }
    return Panache.getSession()
        .chain(session -> session.find(Upload.class, UUID.fromString(match.group(1))))
        .map(
            it -> {
              if (it == null || !it.owner.equals(owner) || it.expiresAt.isBefore(clock.instant())) {
                throw RegistryProblem.UNKNOWN_UPLOAD.because(
                    "You have no such upload, or it has expired; upload it again.");
              }
              return new UploadedContent(it.id, it.checksum, it.size);
            });
  }

  /**
   * Rows by their time and files by theirs: whoever is killed while bytes come in leaves a file
   * without a row. Kept bytes are linked, so removing an upload takes nothing from a package.
   */
  @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @WithTransaction
  Uni<Void> removeExpired() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("delete from plugin_uploads where expires_at < now()")
                    .executeUpdate())
        .call(() -> vertx.executeBlocking(this::discardFiles, false))
        .replaceWithVoid();
  }

  private Boolean discardFiles() {
    store.discardBefore(clock.instant().minus(config.kept()).minus(MARGIN));
    return true;
  }
}
