package dev.pluginsuite.registry.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pluginsuite.registry.catalog.CatalogRepository.Counted;
import dev.pluginsuite.registry.catalog.CatalogView.FacetCount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts facets once for each state of the catalogue: what was counted holds until the database
 * tells another revision, which it does with the very commit of a change.
 */
@ApplicationScoped
class CountedFacets {
  private static final int MOST_QUERIES = 1_000;

  private final CatalogRepository catalog;
  private final Cache<CatalogQuery, Counted> known =
      Caffeine.newBuilder().maximumSize(MOST_QUERIES).build();

  CountedFacets(CatalogRepository catalog) {
    this.catalog = catalog;
  }

  Uni<Map<String, List<FacetCount>>> of(CatalogQuery asked, @Nullable List<String> mesRanges) {
    var query = asked.inAnyOrder();
    var before = known.getIfPresent(query);
    if (before == null) {
      return count(query, mesRanges);
    }
    return catalog
        .revision(query)
        .chain(
            now ->
                now == before.revision()
                    ? Uni.createFrom().item(before.facets())
                    : count(query, mesRanges));
  }

  private Uni<Map<String, List<FacetCount>>> count(
      CatalogQuery query, @Nullable List<String> mesRanges) {
    return catalog.facets(query, mesRanges).invoke(it -> known.put(query, it)).map(Counted::facets);
  }
}
