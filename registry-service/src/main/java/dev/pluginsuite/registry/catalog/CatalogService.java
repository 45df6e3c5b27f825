package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.registry.catalog.CatalogView.FacetCount;
import dev.pluginsuite.registry.listing.KeysCursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds plugins. */
@ApplicationScoped
class CatalogService {
  private final CatalogRepository catalog;
  private final CountedFacets counted;

  CatalogService(CatalogRepository catalog, CountedFacets counted) {
    this.catalog = catalog;
    this.counted = counted;
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
    return plugins.chain(it -> counted.of(query, mesRanges).map(facets -> new Found(it, facets)));
  }

  private static String cursor(CatalogQuery query, CatalogView last) {
    return KeysCursor.of(query, last.sortKey(), last.pluginId(), last.registryId());
  }

  /**
   * One page of plugins.
   *
   * @param facets by query parameter; null on later pages
   */
  record Found(ListAnswer<CatalogView> plugins, @Nullable Map<String, List<FacetCount>> facets) {}
}
