package dev.pluginsuite.registry.mirrors;

import dev.pluginsuite.api.registry.RegistryType;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.registries.RegistryRules;
import dev.pluginsuite.registry.registries.RegistryService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The use cases of mirrors. What they show follows each package in its own transaction. */
@ApplicationScoped
public class MirrorService {
  /**
   * A package that changes waits for a mirror that does, or the mirror would miss it. The
   * catalogue's triggers take the same lock before they lock a plugin. Who changes a mirror locks
   * it by its own id first: no site's registry is mirrored, so nobody waits in a circle.
   */
  private static final String LOCK =
      "select 1 from (select %s(hashtext('registry_mirrors'), hashtext(?1))) locked";

  private static final String WHOLE = LOCK.formatted("pg_advisory_xact_lock");
  private static final String SHARED = LOCK.formatted("pg_advisory_xact_lock_shared");

  private final RegistryService registries;
  private final MirroredPackages mirrored;
  private final Audit audit;

  MirrorService(RegistryService registries, MirroredPackages mirrored, Audit audit) {
    this.registries = registries;
    this.mirrored = mirrored;
    this.audit = audit;
  }

  /** Shows or hides the package wherever its registry is mirrored. */
  @WithTransaction
  public Uni<Void> follow(Mirrorable it) {
    return lock(SHARED, it.registryId())
        .chain(() -> of(it.registryId()))
        .onItem()
        .transformToMulti(Multi.createFrom()::iterable)
        .onItem()
        .transformToUniAndConcatenate(
            mirror -> mirrored.set(mirror.registryId, it.packageId(), mirror.rules.show(it)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<List<RegistryMirror>> of(String sourceId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "from RegistryMirror where sourceId = :source order by registryId",
                        RegistryMirror.class)
                    .setParameter("source", sourceId)
                    .getResultList());
  }

  @WithTransaction
  Uni<RegistryMirror> set(
      String registryId,
      String sourceId,
      MirrorRules rules,
      @Nullable String ifMatch,
      Actor actor) {
    var wanted = new RegistryMirror(registryId, sourceId, rules);
    return lock(WHOLE, registryId)
        .chain(() -> registries.rules(registryId))
        .chain(it -> requireSource(it, sourceId))
        .chain(() -> find(registryId))
        .chain(
            before ->
                before != null && before.shows(sourceId, rules)
                    ? Uni.createFrom().item(before)
                    : put(before, wanted, ifMatch, actor));
  }

  private Uni<RegistryMirror> put(
      @Nullable RegistryMirror before,
      RegistryMirror wanted,
      @Nullable String ifMatch,
      Actor actor) {
    EntityTags.check(ifMatch, before == null ? 0 : before.revision);
    var deed =
        Deed.of("registry.mirror", "registry", wanted.registryId)
            .changing(before == null ? null : before.sourceId, wanted.sourceId);
    return lockAll(before, wanted.sourceId)
        .chain(() -> write(before, wanted))
        .call(this::refresh)
        .call(() -> audit.record(actor, deed));
  }

  /**
   * What is hidden belongs to the source before. In one order, or two changes would wait in a
   * circle.
   */
  private static Uni<?> lockAll(@Nullable RegistryMirror before, String sourceId) {
    if (before == null || before.sourceId.equals(sourceId)) {
      return lock(WHOLE, sourceId);
    }
    var isFirst = before.sourceId.compareTo(sourceId) < 0;
    return lock(WHOLE, isFirst ? before.sourceId : sourceId)
        .chain(() -> lock(WHOLE, isFirst ? sourceId : before.sourceId));
  }

  private Uni<Void> requireSource(RegistryRules registry, String sourceId) {
    if (registry.type() != RegistryType.SITE) {
      throw RegistryProblem.INVALID_MIRROR.because(
          "%s is a registry of type %s; only one of type SITE can mirror."
              .formatted(registry.registryId(), registry.type()));
    }
    return registries
        .requireActive(sourceId)
        .chain(() -> registries.rules(sourceId))
        .invoke(
            source -> {
              if (source.type() != RegistryType.ENTERPRISE
                  || !source.isOfEnterprise(registry.enterpriseId())) {
                throw RegistryProblem.INVALID_MIRROR.because(
                    "%s is not a registry of the enterprise that %s belongs to."
                        .formatted(sourceId, registry.registryId()));
              }
            })
        .replaceWithVoid();
  }

  private static Uni<RegistryMirror> write(@Nullable RegistryMirror before, RegistryMirror wanted) {
    if (before == null) {
      return Panache.getSession().chain(session -> session.persist(wanted)).replaceWith(wanted);
    }
    before.change(wanted.sourceId, wanted.rules);
    return Uni.createFrom().item(before);
  }

  private Uni<Void> refresh(RegistryMirror it) {
    return Panache.getSession()
        .chain(session -> session.flush())
        .chain(() -> mirrored.candidates(it.sourceId))
        .map(all -> all.stream().filter(it.rules::show).map(Mirrorable::packageId).toList())
        .chain(shown -> mirrored.replace(it.registryId, shown))
        .replaceWithVoid();
  }

  @WithSession
  Uni<RegistryMirror> get(String registryId) {
    return find(registryId)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                CommonProblem.NOT_FOUND.because(
                    "The registry %s mirrors no other.".formatted(registryId)));
  }

  @WithTransaction
  Uni<Void> remove(String registryId, Actor actor) {
    return lock(WHOLE, registryId)
        .chain(() -> get(registryId))
        .call(it -> lock(WHOLE, it.sourceId))
        .call(() -> mirrored.clear(registryId))
        .call(it -> Panache.getSession().chain(session -> session.remove(it)))
        .chain(
            it ->
                audit.record(
                    actor,
                    Deed.of("registry.unmirror", "registry", registryId)
                        .changing(it.sourceId, null)));
  }

  private static Uni<@Nullable RegistryMirror> find(String registryId) {
    return Panache.getSession().chain(session -> session.find(RegistryMirror.class, registryId));
  }

  private static Uni<?> lock(String sql, String sourceId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(sql, Integer.class)
                    .setParameter(1, sourceId)
                    .getSingleResult());
  }
}
