package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.attestation.KeySet;
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
import dev.pluginsuite.registry.attestation.AttestationService;
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
  private final AttestationService attestations;
  private final Idempotency idempotency;
  private final RegistryStorage storage;
  private final Clock clock;

  RegistryService(
      RegistryRepository registries,
      Outbox outbox,
      Audit audit,
      AttestationService attestations,
      Idempotency idempotency,
      RegistryStorage storage,
      Clock clock) {
    this.registries = registries;
    this.outbox = outbox;
    this.audit = audit;
    this.attestations = attestations;
    this.idempotency = idempotency;
    this.storage = storage;
    this.clock = clock;
  }

  @WithTransaction
  Uni<Registry> create(NewRegistry wanted, Actor actor, IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> createOnce(wanted, actor), it -> it.id, registries::get);
  }

  private Uni<Registry> createOnce(NewRegistry wanted, Actor actor) {
    requireSigned(wanted);
    storage.locate(wanted.details().storageUrl(), wanted.details().storageBucket());
    return registries
        .lockDefaults()
        .chain(() -> registries.findById(wanted.id()))
        .onItem()
        .ifNotNull()
        .failWith(() -> exists(wanted.id()))
        .map(none -> new Registry(wanted.id(), wanted.type(), wanted.details(), clock.instant()))
        .call(it -> wanted.asDefault() ? makeDefault(it, actor) : makeFirstDefault(it))
        .call(registries::persistAndFlush)
        .onFailure(ConstraintViolationException.class)
        .transform(race -> exists(wanted.id()))
        .call(it -> tell(it, "registry.created", null, actor));
  }

  /** What such a registry takes is signed with a key of its own. */
  private void requireSigned(NewRegistry wanted) {
    if (wanted.type() == RegistryType.DEVELOPER && !attestations.canSign(KeySet.Use.DEVELOPER)) {
      throw RegistryProblem.NO_DEVELOPER_KEY.because(
          "Packages of a DEVELOPER registry are signed with the developer key; configure suite.attestation.developer-key-file.");
    }
  }

  private Uni<Void> makeFirstDefault(Registry it) {
    return registries
        .findDefault(it)
        .onItem()
        .ifNull()
        .switchTo(() -> Uni.createFrom().item(it).invoke(Registry::makeDefault))
        .replaceWithVoid();
  }

  private Uni<Void> makeDefault(Registry it, Actor actor) {
    return registries
        .findDefault(it)
        .onItem()
        .ifNotNull()
        .call(former -> makeOrdinary(former, it, actor))
        .invoke(it::makeDefault)
        .replaceWithVoid();
  }

  private Uni<Void> makeOrdinary(Registry former, Registry next, Actor actor) {
    if (former.id.equals(next.id)) {
      return Uni.createFrom().voidItem();
    }
    var before = former.summary();
    former.makeOrdinary();
    return registries.flush().chain(() -> tell(former, "registry.changed", before, actor));
  }

  private static RuntimeException exists(String id) {
    return RegistryProblem.REGISTRY_EXISTS.because("There is a registry %s already.".formatted(id));
  }

  @WithTransaction
  Uni<Registry> change(String id, Change change, Actor actor, IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> changeOnce(id, change, actor), it -> it.id, registries::get);
  }

  private Uni<Registry> changeOnce(String id, Change change, Actor actor) {
    storage.locate(change.details().storageUrl(), change.details().storageBucket());
    return registries
        .lockDefaults()
        .chain(() -> registries.get(id))
        .invoke(it -> EntityTags.check(change.ifMatch(), it.revision))
        .call(it -> change(it, change, actor));
  }

  private Uni<Void> change(Registry it, Change change, Actor actor) {
    var before = it.summary();
    it.change(change.details());
    return (change.asDefault() ? makeDefault(it, actor) : Uni.createFrom().voidItem())
        .chain(() -> tell(it, "registry.changed", before, actor));
  }

  /** Twice is the same as once. */
  @WithTransaction
  Uni<Registry> deactivate(String id, Actor actor) {
    return registries
        .get(id)
        .call(it -> it.isActive ? deactivate(it, actor) : Uni.createFrom().voidItem());
  }

  private Uni<Void> deactivate(Registry it, Actor actor) {
    var before = it.summary();
    it.deactivate();
    return tell(it, "registry.deactivated", before, actor);
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

  /** Where a submission goes that names no registry: clear only while there is one enterprise. */
  @WithSession
  public Uni<String> defaultOfEnterprise() {
    return registries
        .defaults(RegistryType.ENTERPRISE)
        .map(
            ids -> {
              if (ids.size() != 1) {
                throw RegistryProblem.UNKNOWN_REGISTRY.because(
                    "Name the registry in registryId; the default ones are %s.".formatted(ids));
              }
              return ids.get(0);
            });
  }

  /** What the registry of a package asks of decisions. */
  @WithSession
  public Uni<RegistryRules> rules(String id) {
    return registries.get(id).map(Registry::rules);
  }

  /** What the registry's configuration says about where its packages come from. */
  @WithSession
  public Uni<StorageNames> storageNames(String id) {
    return registries.get(id).map(it -> new StorageNames(it.storageUrl, it.storageBucket));
  }

  /** Where the registry's packages are kept from now on; earlier ones stay where they are. */
  @WithSession
  public Uni<StorageLocation> storageOf(String id) {
    return registries.get(id).map(it -> storage.home(it.storageUrl, it.storageBucket));
  }

  private Uni<Void> tell(Registry it, String type, @Nullable String before, Actor actor) {
    var deed = Deed.of(type, "registry", it.id).changing(before, it.summary());
    return outbox
        .state(Topic.REGISTRIES.topicName(), it.id, type, it.revision, it.state())
        .chain(() -> audit.record(actor, deed));
  }

  /** A registry to be made. */
  record NewRegistry(String id, RegistryType type, Details details, boolean asDefault) {}

  /** A registry to be changed, as it was read. */
  record Change(Details details, boolean asDefault, @Nullable String ifMatch) {}
}
