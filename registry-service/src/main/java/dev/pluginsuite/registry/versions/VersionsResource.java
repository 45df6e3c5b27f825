package dev.pluginsuite.registry.versions;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The versions of a plugin over HTTP. */
@Path("/admin/plugin-registry/catalog/{pluginId}")
@RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
class VersionsResource {
  private final VersionsService versions;
  private final Caller caller;

  VersionsResource(VersionsService versions, Caller caller) {
    this.versions = versions;
    this.caller = caller;
  }

  @GET
  public Uni<ListAnswer<CatalogVersionView>> list(
      @RestPath String pluginId,
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable String registryId,
      @RestQuery @Nullable PackageStatus status) {
    var shown = CatalogVisibility.of(caller).to(status);
    return versions.list(new VersionsQuery(pluginId, registryId, shown), page);
  }
}
