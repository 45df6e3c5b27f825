package dev.pluginsuite.registry.packages;

import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.registry.packages.SubmissionIntake.Wish;
import dev.pluginsuite.registry.registries.RegistryService;
import dev.pluginsuite.registry.registries.StorageNames;
import dev.pluginsuite.registry.storage.StorageLocation;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What can be said of a submission before its bytes are there. Reads only. */
@ApplicationScoped
class Admission {
  private final PackageRepository packages;
  private final RegistryService registries;
  private final SameAgain sameAgain;
  private final Idempotency idempotency;

  Admission(
      PackageRepository packages,
      RegistryService registries,
      SameAgain sameAgain,
      Idempotency idempotency) {
    this.packages = packages;
    this.registries = registries;
    this.sameAgain = sameAgain;
    this.idempotency = idempotency;
  }

  /** The registry that is named, or the default where none is. */
  @WithSession
  Uni<String> registry(@Nullable String named) {
    return named == null ? registries.defaultOfEnterprise() : Uni.createFrom().item(named);
  }

  /**
   * False when the answer is known without them; refuses what cannot be taken whatever they are.
   */
  @WithSession
  Uni<Boolean> lacksBytes(Wish wish) {
    var body = wish.body();
    return idempotency
        .isKnown(wish.request())
        .chain(
            known ->
                known
                    ? Uni.createFrom().item(false)
                    : packages
                        .find(body.registryId(), body.pluginId(), body.version())
                        .map(before -> before == null || !sameAgain.isAnswer(before, wish)));
  }

  /** Where the registry's packages may come from. */
  @WithSession
  Uni<StorageNames> sources(String registryId) {
    return registries.requireActive(registryId).chain(() -> registries.storageNames(registryId));
  }

  /** Where they are kept. */
  @WithSession
  Uni<StorageLocation> storage(String registryId) {
    return registries.storageOf(registryId);
  }
}
