package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PackageRepository implements PanacheRepositoryBase<PluginPackage, UUID> {
  private static final String ONE =
      "from PluginPackage p where p.id = :id and " + PackageVisibility.HQL;
  private static final String PAGE =
      """
      from PluginPackage p where p.id < :before
        and (:status is null or p.review.status = :status)
        and (:registryId is null or p.registryId = :registryId
          or (p.review.status = APPROVED and exists
            (select 1 from MirroredPackage m where m.registryId = :registryId and m.packageId = p.id)))
        and (:pluginId is null or p.pluginId = :pluginId)
        and\s"""
          + PackageVisibility.HQL
          + " order by p.id desc";

  Uni<PluginPackage> get(UUID id) {
    return findById(id).onItem().ifNull().failWith(() -> unknown(id));
  }

  /** Whoever wants to change it at the same time waits, and then sees what has become of it. */
  Uni<PluginPackage> getForChange(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  /** Somebody else's is as unknown as none. */
  Uni<PluginPackage> getOwnForChange(UUID id, String principal) {
    return getForChange(id)
        .invoke(
            it -> {
              if (!it.uploader.equals(principal)) {
                throw unknown(id);
              }
            });
  }

  Uni<PluginPackage> get(UUID id, PackageVisibility visibility) {
    return Panache.getSession()
        .chain(
            session ->
                see(session.createQuery(ONE, PluginPackage.class), visibility)
                    .setParameter("id", id)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  /** A replacement is another package of the same registry that can be installed. */
  Uni<Void> requireReplacement(UUID id, @Nullable UUID replacement) {
    if (replacement == null) {
      return Uni.createFrom().voidItem();
    }
    return count(
            """
            id = ?1 and id <> ?2 and review.status = APPROVED
            and registryId = (select it.registryId from PluginPackage it where it.id = ?2)""",
            replacement,
            id)
        .invoke(
            found -> {
              if (found == 0) {
                throw RegistryProblem.INVALID_REPLACEMENT.because(
                    "%s is not another approved package of the same registry."
                        .formatted(replacement));
              }
            })
        .replaceWithVoid();
  }

  Uni<@Nullable PluginPackage> find(String registryId, String pluginId, String version) {
    return find(
            "registryId = ?1 and pluginId = ?2 and pluginVersion = ?3",
            registryId,
            pluginId,
            version)
        .firstResult();
  }

  /** Of all, whoever may see them. */
  Uni<Page<PluginPackage>> page(PageRequest page) {
    return find("id < ?1 order by id desc", page.before())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  Uni<Page<PluginPackage>> page(PageRequest page, Filter filter, PackageVisibility visibility) {
    return Panache.getSession()
        .chain(
            session ->
                see(session.createQuery(PAGE, PluginPackage.class), visibility)
                    .setParameter("before", page.before())
                    .setParameter("status", filter.status())
                    .setParameter("registryId", filter.registryId())
                    .setParameter("pluginId", filter.pluginId())
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }

  private static Mutiny.SelectionQuery<PluginPackage> see(
      Mutiny.SelectionQuery<PluginPackage> query, PackageVisibility it) {
    return query
        .setParameter("all", it.all())
        .setParameter("own", it.own())
        .setParameter("principal", it.principal())
        .setParameter("installable", it.installable())
        .setParameter("everySite", it.sites().all())
        .setParameter("sites", it.sites().sites());
  }

  private static RuntimeException unknown(UUID id) {
    return CommonProblem.NOT_FOUND.because(
        "There is no package %s that you may see.".formatted(id));
  }

  /** What a list is narrowed to. */
  record Filter(
      @Nullable PackageStatus status, @Nullable String registryId, @Nullable String pluginId) {}
}
