package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SiteRepository implements PanacheRepositoryBase<Site, String> {
  private static final String FILTERED =
      """
      select id from sites s
      where id > ?1 and (?2 or id = any(string_to_array(?3, ',')))
        and labels @> cast(cast(?4 as varchar) as jsonb)
        and (?5 = 'null' or ?5 = cast(exists (
          select 1 from plugin_installations p where p.site_id = s.id and p.drift_since is not null) as varchar))
      order by id""";

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

  /** What a list is narrowed to. */
  record Filter(Map<String, String> labels, @Nullable Boolean drift) {}

  Uni<Page<Site>> page(SiteScope scope, Filter filter, PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(FILTERED, String.class)
                    .setParameter(1, page.after())
                    .setParameter(2, scope.all())
                    .setParameter(3, String.join(",", scope.sites()))
                    .setParameter(4, Json.encode(filter.labels()))
                    .setParameter(5, String.valueOf(filter.drift()))
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .chain(this::inOrder)
        .map(rows -> Page.of(rows, page.limit));
  }

  private Uni<List<Site>> inOrder(List<String> ids) {
    return ids.isEmpty() ? Uni.createFrom().item(List.of()) : list("id in ?1 order by id", ids);
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

  /** Those that may have a document. */
  Uni<Page<Site>> open(PageRequest page) {
    return find("id > ?1 and status <> ?2 order by id", page.after(), SiteStatus.OFFBOARDED)
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  static RuntimeException unknown(String id) {
    return InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
  }
}
