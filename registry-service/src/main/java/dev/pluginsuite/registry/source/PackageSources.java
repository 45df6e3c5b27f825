package dev.pluginsuite.registry.source;

import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.ContentStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** All kinds of {@code packageUrl}; what none of them reads is refused. */
@ApplicationScoped
public class PackageSources {
  private final Instance<PackageSource> sources;
  private final ContentStore store;
  private final Vertx vertx;

  PackageSources(@Any Instance<PackageSource> sources, ContentStore store, Vertx vertx) {
    this.sources = sources;
    this.store = store;
    this.vertx = vertx;
  }

  public Uni<StagedPackage> stage(Wanted wanted) {
    return sources.stream()
        .filter(it -> it.reads(wanted.packageUrl()))
        .findFirst()
        .map(it -> it.stage(wanted))
        .orElseThrow(
            () ->
                RegistryProblem.URL_NOT_ALLOWED.because(
                    "Upload the package first and submit the packageUrl of the answer."));
  }

  /** Removes what was brought for one submission alone, whatever became of that. */
  public Uni<Void> tidy(StagedPackage staged) {
    return staged.ownedBySubmitter()
        ? Uni.createFrom().voidItem()
        : vertx.executeBlocking(() -> discard(staged)).replaceWithVoid();
  }

  private Boolean discard(StagedPackage staged) {
    store.discard(staged.id());
    return true;
  }
}
