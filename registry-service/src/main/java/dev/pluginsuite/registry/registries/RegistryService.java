package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.RegistryType;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.registries.Registry.Details;
import dev.pluginsuite.registry.storage.RegistryStorage;
import dev.pluginsuite.registry.storage.StorageLocation;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The use cases of registries. */
@ApplicationScoped
public class RegistryService {
  private final RegistryRepository registries;
  private final Outbox outbox;
  private final Audit audit;
  private final Idempotency idempotency;
  private final RegistryStorage storage;
  private final Clock clock;

  RegistryService(
      RegistryRepository registries,
      Outbox outbox,
      Audit audit,
      Idempotency idempotency,
      RegistryStorage storage,
      Clock clock) {
    this.registries = registries;
    this.outbox = outbox;
    this.audit = audit;
    this.idempotency = idempotency;
    this.storage = storage;
    this.clock = clock;
  }

  @WithTransaction
  Uni<Registry> create(
      String id, RegistryType type, Details details, Actor actor, IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> createOnce(id, type, details, actor), it -> it.id, registries::get);
  }

  private Uni<Registry> createOnce(String id, RegistryType type, Details details, Actor actor) {
    storage.locate(details.storageUrl(), details.storageBucket());
    return registries
        .findById(id)
        .onItem()
        .ifNotNull()
        .failWith(() -> exists(id))
        .chain(() -> registries.persistAndFlush(new Registry(id, type, details, clock.instant())))
        .onFailure(ConstraintViolationException.class)
        .transform(race -> exists(id))
        .call(it -> tell(it, "registry.created", actor));
  }

  private static RuntimeException exists(String id) {
    return RegistryProblem.REGISTRY_EXISTS.because("There is a registry %s already.".formatted(id));
  }

  @WithTransaction
  Uni<Registry> change(
      String id,
      Details details,
      @Nullable String ifMatch,
      Actor actor,
      IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> changeOnce(id, details, ifMatch, actor), it -> it.id, registries::get);
  }

  private Uni<Registry> changeOnce(
      String id, Details details, @Nullable String ifMatch, Actor actor) {
    storage.locate(details.storageUrl(), details.storageBucket());
    return registries
        .get(id)
        .invoke(it -> EntityTags.check(ifMatch, it.revision))
        .invoke(it -> it.change(details))
        .call(it -> tell(it, "registry.changed", actor));
  }

  @WithTransaction
  Uni<Registry> deactivate(String id, Actor actor) {
    return registries
        .get(id)
        .invoke(Registry::deactivate)
        .call(it -> tell(it, "registry.deactivated", actor));
  }

  @WithSession
  Uni<Registry> get(String id) {
    return registries.get(id);
  }

  @WithSession
  Uni<Page<Registry>> list(PageRequest page) {
    return registries.page(page);
  }

  /** Refuses a submission to a registry that does not exist or takes no more. */
  @WithSession
  public Uni<Void> requireActive(String id) {
    return registries
        .findById(id)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                RegistryProblem.UNKNOWN_REGISTRY.because("There is no registry %s.".formatted(id)))
        .invoke(
            it -> {
              if (!it.isActive) {
                throw RegistryProblem.REGISTRY_INACTIVE.because(
                    "The registry %s was deactivated.".formatted(id));
              }
            })
        .replaceWithVoid();
  }

  /** Where the registry's packages are kept from now on; earlier ones stay where they are. */
  @WithSession
  public Uni<StorageLocation> storageOf(String id) {
    return registries.get(id).map(it -> storage.locate(it.storageUrl, it.storageBucket));
  }

  private Uni<Void> tell(Registry it, String type, Actor actor) {
    return outbox
        .state(Topic.REGISTRIES.topicName(), it.id, type, it.revision, it.state())
        .chain(() -> audit.record(actor, Deed.of(type, "registry", it.id)));
  }
}
