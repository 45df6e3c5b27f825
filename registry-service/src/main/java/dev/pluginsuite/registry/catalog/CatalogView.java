package dev.pluginsuite.registry.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.registry.stars.RatingSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plugin of a registry as the catalogue shows it.
 *
 * @param versions how many of those that are released the caller may see
 * @param rating of all versions in this registry
 * @param downloadCount of all versions
 * @param installCount sites that have any version now
 * @param sortKey where it stands in the order of the list
 */
record CatalogView(
    String registryId,
    String pluginId,
    String name,
    String description,
    String author,
    Newest newest,
    long versions,
    RatingSummary rating,
    long downloadCount,
    long installCount,
    @JsonIgnore String sortKey) {

  /**
   * The newest version that the caller asked for.
   *
   * @param mesVersion the range of MES versions it runs on
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Newest(
      UUID packageId,
      String version,
      PackageStatus status,
      @Nullable RiskLevel risk,
      @Nullable String license,
      LicenseType licenseType,
      List<String> hooks,
      List<String> permissions,
      String mesVersion,
      Instant publishedAt) {}

  /** How many plugins a value would leave, the other filters as they are. */
  record FacetCount(String value, long count) {}
}
