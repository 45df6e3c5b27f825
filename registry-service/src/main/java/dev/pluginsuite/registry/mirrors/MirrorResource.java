package dev.pluginsuite.registry.mirrors;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Mirrors over HTTP. */
@Path("/admin/plugin-registry/registries/{id}/mirror")
class MirrorResource {
  private final MirrorService mirrors;
  private final Caller caller;

  MirrorResource(MirrorService mirrors, Caller caller) {
    this.mirrors = mirrors;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<RestResponse<Answer<MirrorView>>> get(@RestPath String id) {
    return mirrors.get(id).map(it -> answer(it, null));
  }

  /** The same again changes nothing, so it needs no idempotency key. */
  @PUT
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<MirrorView>>> set(
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid MirrorRequest body) {
    return mirrors
        .set(id, body.sourceId(), body.wanted(), ifMatch, caller.actor())
        .map(it -> answer(it, "Mirror set"));
  }

  @DELETE
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Void> remove(@RestPath String id) {
    return mirrors.remove(id, caller.actor());
  }

  private static RestResponse<Answer<MirrorView>> answer(
      RegistryMirror it, @Nullable String message) {
    var view = new MirrorView(it.registryId, it.sourceId, it.rules);
    return ResponseBuilder.ok(new Answer<>(view, message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  /**
   * @param sourceId the registry whose packages are shown
   * @param rules which of them; absent for all that are approved
   */
  record MirrorRequest(
      @NotBlank @Size(max = 64) String sourceId, @Valid @Nullable MirrorRules rules) {
    MirrorRules wanted() {
      return rules == null ? MirrorRules.ALL : rules;
    }
  }

  record MirrorView(String registryId, String sourceId, MirrorRules rules) {}
}
