package dev.pluginsuite.installation.site;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

@ApplicationScoped
class SiteRepository implements PanacheRepositoryBase<Site, String> {
  Uni<Site> get(String id) {
    return findById(id).onItem().ifNull().failWith(() -> unknown(id));
  }

  /** Until the end of the transaction nobody else changes what the site should have. */
  Uni<Site> lock(String id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> unknown(id));
  }

  Uni<Page<Site>> page(SiteScope scope, PageRequest page) {
    return find(
            "id > ?1 and (?2 = true or id in ?3) order by id",
            page.after(),
            scope.all(),
            scope.sites().isEmpty() ? List.of("") : List.copyOf(scope.sites()))
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  static RuntimeException unknown(String id) {
    return InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
  }
}
