package dev.pluginsuite.validation.sbom;

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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which packages contain a library: the question on the day of an advisory. */
@Path("/admin/plugin-registry/sbom/components")
class ComponentResource {
  private final SbomService sboms;
  private final Caller caller;

  ComponentResource(SbomService sboms, Caller caller) {
    this.sboms = sboms;
    this.caller = caller;
  }

  /** By package URL, with or without a version, or by name and range. */
  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<ComponentView>> list(
      @RestQuery @Nullable String purl,
      @RestQuery @Nullable String name,
      @RestQuery @Nullable String range,
      @BeanParam @Valid PageRequest page) {
    var submitter = caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR) ? null : caller.name();
    return sboms
        .search(ComponentQuery.of(purl, name, range), submitter, page)
        .map(found -> found.answer(it -> it, ComponentView::id));
  }
}
