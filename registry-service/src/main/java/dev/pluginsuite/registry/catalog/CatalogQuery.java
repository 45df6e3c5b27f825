package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue is asked for, by whom.
 *
 * @param words all of which have to be found
 * @param wanted by facet a list of values, or a number of stars
 * @param status null for what is released
 * @param mesVersion that the newest version has to run on
 */
record CatalogQuery(
    List<String> words,
    Map<CatalogFacet, Object> wanted,
    @Nullable PackageStatus status,
    @Nullable SemVer mesVersion,
    CatalogSort sort,
    CatalogVisibility visibility) {
  /** What facets are counted for: whatever the order. */
  CatalogQuery inAnyOrder() {
    return new CatalogQuery(words, wanted, status, mesVersion, CatalogSort.NAME, visibility);
  }

  /** The registries whose packages are wanted; none for all. */
  List<?> registries() {
    return wanted.get(CatalogFacet.REGISTRY_ID) instanceof List<?> ids ? ids : List.of();
  }
}
