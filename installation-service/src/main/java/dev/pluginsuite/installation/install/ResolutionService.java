package dev.pluginsuite.installation.install;

import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.resolution.Resolution;
import dev.pluginsuite.installation.resolution.Resolver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/**
 * Thinks beside the event loop, where a hard question would hold up everybody, and goes on where it
 * was asked: sessions of Hibernate Reactive must stay there.
 */
@ApplicationScoped
public class ResolutionService {
  private final Vertx vertx;

  ResolutionService(Vertx vertx) {
    this.vertx = vertx;
  }

  Uni<Resolution> resolve(Question question) {
    return beside(() -> Resolver.resolve(question));
  }

  /**
   * @param thought asks neither the database nor anything else that belongs to the caller's thread
   */
  public <T> Uni<T> beside(Callable<T> thought) {
    return Uni.createFrom()
        .completionStage(
            () -> vertx.getOrCreateContext().executeBlocking(thought, false).toCompletionStage());
  }
}
