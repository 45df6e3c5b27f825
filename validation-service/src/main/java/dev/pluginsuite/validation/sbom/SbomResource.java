package dev.pluginsuite.validation.sbom;

import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What is in a package. */
@Path("/admin/plugin-registry/validations/{packageId}/sbom")
class SbomResource {
  private static final String CYCLONE_DX = "application/vnd.cyclonedx+json";

  private final SbomService sboms;
  private final Caller caller;

  SbomResource(SbomService sboms, Caller caller) {
    this.sboms = sboms;
    this.caller = caller;
  }

  /** CycloneDX 1.6 as it is, for the tools that read it; developers see their own. */
  @GET
  @Produces({CYCLONE_DX, "application/json"})
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<String>> get(@RestPath UUID packageId) {
    var submitter = caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR) ? null : caller.name();
    return sboms.get(packageId, submitter).map(SbomResource::answer);
  }

  private static RestResponse<String> answer(PackageSbom it) {
    return ResponseBuilder.ok(it.bom)
        .header(HttpHeaders.ETAG, EntityTags.of(it.packageRevision))
        .build();
  }
}
