package dev.pluginsuite.registry.registries;

import dev.pluginsuite.api.registry.RegistryType;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.locks.NamedLock;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RegistryRepository implements PanacheRepositoryBase<Registry, String> {
  Uni<Registry> get(String id) {
    return findById(id)
        .onItem()
        .ifNull()
        .failWith(() -> CommonProblem.NOT_FOUND.because("There is no registry %s.".formatted(id)));
  }

  Uni<Page<Registry>> page(PageRequest page) {
    return find("id > ?1 order by id", page.after())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  /** Who wants to be the default waits for the other who does. */
  Uni<Void> lockDefaults() {
    return NamedLock.hold("registries", "default");
  }

  /** The ids of all defaults of a type, one for each scope. */
  Uni<List<String>> defaults(RegistryType type) {
    return find("isDefault = true and type = ?1 order by id", type)
        .list()
        .map(all -> all.stream().map(it -> it.id).toList());
  }

  /** The default of its scope: there is one at most. */
  Uni<@Nullable Registry> findDefault(Registry it) {
    return find(
            """
            isDefault = true and type = ?1 and coalesce(enterpriseId, '') = coalesce(?2, '')
            and coalesce(siteId, '') = coalesce(?3, '')""",
            it.type,
            it.enterpriseId,
            it.siteId)
        .firstResult();
  }
}
