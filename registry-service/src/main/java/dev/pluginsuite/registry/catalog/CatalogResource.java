package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.catalog.CatalogService.Entry;
import dev.pluginsuite.registry.catalog.CatalogService.Version;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The catalogue over HTTP. */
@Path("/admin/plugin-registry/catalog")
@RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
class CatalogResource {
  private final CatalogService catalog;

  CatalogResource(CatalogService catalog) {
    this.catalog = catalog;
  }

  @GET
  public Uni<ListAnswer<CatalogView>> list(@BeanParam @Valid PageRequest page) {
    return catalog
        .list(page)
        .map(rows -> rows.answer(CatalogView::of, it -> it.newest().pluginId()));
  }

  @GET
  @Path("/{pluginId}")
  public Uni<Answer<List<Version>>> versions(@RestPath String pluginId) {
    return catalog
        .versions(pluginId)
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw CommonProblem.NOT_FOUND.because(
                    "No version of %s can be installed.".formatted(pluginId));
              }
            })
        .map(Answer::of);
  }

  record CatalogView(String pluginId, Version newest, int versions) {
    static CatalogView of(Entry it) {
      return new CatalogView(it.newest().pluginId(), it.newest(), it.versions());
    }
  }
}
