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
  private final Cache<Asked, Counted> known =
      Caffeine.newBuilder().maximumSize(MOST_QUERIES).build();

  CountedFacets(CatalogRepository catalog) {
    this.catalog = catalog;
  }

  Uni<Map<String, List<FacetCount>>> of(CatalogQuery asked, @Nullable List<String> mesRanges) {
    var key = new Asked(asked.inAnyOrder(), mesRanges);
    var before = known.getIfPresent(key);
    if (before == null) {
      return count(key);
    }
    return catalog
        .revision(key.query())
        .chain(
            now -> now == before.revision() ? Uni.createFrom().item(before.facets()) : count(key));
  }

  private Uni<Map<String, List<FacetCount>>> count(Asked key) {
    return catalog
        .facets(key.query(), key.mesRanges())
        .invoke(it -> known.put(key, it))
        .map(Counted::facets);
  }

  /** With the ranges: they were looked up before the count, in another state of the catalogue. */
  private record Asked(CatalogQuery query, @Nullable List<String> mesRanges) {}
}
