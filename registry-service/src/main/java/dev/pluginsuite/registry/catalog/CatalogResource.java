package dev.pluginsuite.registry.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.rest.ListAnswer.Pagination;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.catalog.CatalogService.Found;
import dev.pluginsuite.registry.catalog.CatalogView.FacetCount;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue over HTTP. */
@Path("/admin/plugin-registry/catalog")
@RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
class CatalogResource {
  private final CatalogService catalog;
  private final Caller caller;

  CatalogResource(CatalogService catalog, Caller caller) {
    this.catalog = catalog;
    this.caller = caller;
  }

  @GET
  public Uni<CatalogAnswer> search(
      @BeanParam @Valid PageRequest page, @BeanParam @Valid CatalogParameters wanted) {
    return catalog.search(wanted.query(CatalogVisibility.of(caller)), page).map(CatalogAnswer::of);
  }

  /**
   * A page of plugins, and on the first one what the query could be narrowed to.
   *
   * @param facets query parameter to its values, each with how many plugins it would leave
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CatalogAnswer(
      List<CatalogView> data,
      @Nullable Map<String, List<FacetCount>> facets,
      Pagination pagination) {
    static CatalogAnswer of(Found found) {
      return new CatalogAnswer(
          found.plugins().data(), found.facets(), found.plugins().pagination());
    }
  }
}
