package dev.pluginsuite.registry.registries;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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
}
