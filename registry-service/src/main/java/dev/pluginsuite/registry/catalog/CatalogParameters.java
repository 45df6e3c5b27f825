package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalogue is asked for. Of several values of one parameter, one has to fit. */
public class CatalogParameters {
  private static final int MOST_VALUES = 50;

  @QueryParam("q")
  @Size(max = 200)
  public @Nullable String q;

  @QueryParam("registryId")
  @Size(max = MOST_VALUES)
  public @Nullable List<@Size(max = 64) String> registryId;

  @QueryParam("risk")
  public @Nullable List<RiskLevel> risk;

  @QueryParam("license")
  @Size(max = MOST_VALUES)
  public @Nullable List<@Size(max = 100) String> license;

  @QueryParam("licenseType")
  public @Nullable List<LicenseType> licenseType;

  @QueryParam("hook")
  @Size(max = MOST_VALUES)
  public @Nullable List<@Size(max = 100) String> hook;

  @QueryParam("permission")
  @Size(max = MOST_VALUES)
  public @Nullable List<@Size(max = 100) String> permission;

  @QueryParam("status")
  public @Nullable PackageStatus status;

  @QueryParam("minRating")
  @DecimalMin("1")
  @DecimalMax("5")
  public @Nullable BigDecimal minRating;

  @QueryParam("mesVersion")
  public @Nullable String mesVersion;

  @QueryParam("sort")
  public @Nullable String sort;

  /** The same, checked. */
  CatalogQuery query(CatalogVisibility visibility) {
    var words = SearchWords.of(q);
    return new CatalogQuery(
        words, wanted(), status, mesVersion(), CatalogSort.of(sort, !words.isEmpty()), visibility);
  }

  private Map<CatalogFacet, Object> wanted() {
    var wanted = new EnumMap<CatalogFacet, Object>(CatalogFacet.class);
    put(wanted, CatalogFacet.REGISTRY_ID, registryId);
    put(wanted, CatalogFacet.RISK, risk);
    put(wanted, CatalogFacet.LICENSE, license);
    put(wanted, CatalogFacet.LICENSE_TYPE, licenseType);
    put(wanted, CatalogFacet.HOOK, hook);
    put(wanted, CatalogFacet.PERMISSION, permission);
    if (minRating != null) {
      wanted.put(CatalogFacet.MIN_RATING, minRating.doubleValue());
    }
    return wanted;
  }

  private static void put(
      Map<CatalogFacet, Object> wanted, CatalogFacet facet, @Nullable List<?> values) {
    if (values != null && !values.isEmpty()) {
      wanted.put(facet, values.stream().map(Object::toString).distinct().sorted().toList());
    }
  }

  private @Nullable SemVer mesVersion() {
    if (mesVersion == null) {
      return null;
    }
    return SemVer.parse(mesVersion)
        .orElseThrow(
            () ->
                CommonProblem.INVALID_REQUEST.because(
                    "The version of the MES cannot be read.",
                    List.of(new FieldError("mesVersion", "must be a version such as 4.2.0"))));
  }
}
