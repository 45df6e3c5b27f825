package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.catalog.CatalogView.FacetCount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds plugins, and tells their versions. */
@ApplicationScoped
class CatalogService {
  private final CatalogRepository catalog;

  CatalogService(CatalogRepository catalog) {
    this.catalog = catalog;
  }

  Uni<Found> search(CatalogQuery query, PageRequest page) {
    var version = query.mesVersion();
    return version == null
        ? search(query, page, null)
        : catalog.mesRangesOf(version).chain(ranges -> search(query, page, ranges));
  }

  /** Facets are the same for all pages: the first one tells them. */
  private Uni<Found> search(
      CatalogQuery query, PageRequest page, @Nullable List<String> mesRanges) {
    var plugins =
        catalog
            .page(query, page, mesRanges)
            .map(found -> found.answer(it -> it, it -> cursor(query, it)));
    if (page.cursor != null) {
      return plugins.map(it -> new Found(it, null));
    }
    return plugins.chain(
        it -> catalog.facets(query, mesRanges).map(facets -> new Found(it, facets)));
  }

  private static String cursor(CatalogQuery query, CatalogView last) {
    return CatalogCursor.of(query, last.sortKey(), last.pluginId(), last.registryId());
  }

  Uni<ListAnswer<CatalogVersionView>> versions(VersionsQuery query, PageRequest page) {
    return catalog
        .versions(query, page)
        .invoke(found -> requireAny(query, page, found))
        .map(found -> found.answer(it -> it, it -> cursor(query, it)));
  }

  private static void requireAny(
      VersionsQuery query, PageRequest page, Page<CatalogVersionView> found) {
    if (page.cursor == null && found.rows().isEmpty()) {
      throw CommonProblem.NOT_FOUND.because(
          "There is no such version of %s that you may see.".formatted(query.pluginId()));
    }
  }

  private static String cursor(VersionsQuery query, CatalogVersionView last) {
    return CatalogCursor.of(query, last.versionKey(), last.packageId().toString());
  }

  /**
   * One page of plugins.
   *
   * @param facets by query parameter; null on later pages
   */
  record Found(ListAnswer<CatalogView> plugins, @Nullable Map<String, List<FacetCount>> facets) {}
}
