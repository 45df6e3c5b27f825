package dev.pluginsuite.installation.install;

import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.installation.Decisions;
import dev.pluginsuite.installation.installation.InstallationAnswer;
import dev.pluginsuite.installation.installation.InstallationService;
import dev.pluginsuite.installation.installation.Outcomes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Upgrading over HTTP. */
@Path("/admin/plugins/{id}/upgrade")
class UpgradeResource {
  private final InstallService installs;
  private final InstallationService installations;
  private final Outcomes outcomes;
  private final CatchUp catchUp;
  private final Caller caller;
  private final Decisions decisions;

  UpgradeResource(
      InstallService installs,
      InstallationService installations,
      Outcomes outcomes,
      CatchUp catchUp,
      Caller caller,
      Decisions decisions) {
    this.installs = installs;
    this.installations = installations;
    this.outcomes = outcomes;
    this.catchUp = catchUp;
    this.caller = caller;
    this.decisions = decisions;
  }

  @POST
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  // Without it the answer would be documented without a body.
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "What it would do; nothing was done",
      content = @Content(schema = @Schema(implementation = PlanAnswer.class)))
  @APIResponseSchema(value = InstallationAnswer.class, responseCode = "201")
  public Uni<RestResponse<?>> upgrade(
      @RestPath UUID id,
      @NotNull @Valid UpgradeRequest body,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RestHeader("Prefer") @Nullable String prefer) {
    var decision = decisions.of(body, ifMatch, body.reason(), body.changeReference());
    return installations
        .get(id, caller.sites())
        .map(it -> body.order(it, decision))
        .chain(it -> body.isDryRun() ? preview(it) : upgrade(it, prefer));
  }

  private Uni<RestResponse<?>> preview(Order order) {
    return catchUp
        .on(InstallResource.DECIDED_ON, () -> installs.preview(order))
        .map(it -> ResponseBuilder.ok(new PlanAnswer(it)).build());
  }

  private Uni<RestResponse<?>> upgrade(Order order, @Nullable String prefer) {
    return catchUp
        .on(InstallResource.DECIDED_ON, () -> installs.install(order))
        .chain(it -> outcomes.of(it, Status.CREATED, prefer))
        .map(it -> it);
  }
}
