package dev.pluginsuite.installation.found;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Decisions;
import dev.pluginsuite.installation.installation.InstallationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Foreign plugins of a site over HTTP. At most 200, as a report has: one page. */
@Path("/admin/plugin-registry/sites/{id}/found")
class FoundResource {
  private final FoundService found;
  private final CatchUp catchUp;
  private final Caller caller;
  private final Decisions decisions;

  FoundResource(FoundService found, CatchUp catchUp, Caller caller, Decisions decisions) {
    this.found = found;
    this.catchUp = catchUp;
    this.caller = caller;
    this.decisions = decisions;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<Answer<List<FoundView>>> list(@RestPath String id) {
    requireInScope(id);
    return found.list(id).map(Answer::of);
  }

  @POST
  @Path("/{pluginId}/adopt")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.SITE_ADMIN})
  public Uni<RestResponse<Answer<InstallationView>>> adopt(
      @RestPath String id, @RestPath String pluginId, @Valid @Nullable AdoptRequest body) {
    requireInScope(id);
    var wanted = body == null ? new AdoptRequest(null, null, null) : body;
    return catchUp
        .on(
            List.of(Topic.PACKAGES, Topic.REGISTRIES),
            () -> found.adopt(id, pluginId, wanted.isActive(), decision(wanted)))
        .map(
            it ->
                ResponseBuilder.create(Status.CREATED, new Answer<>(it, "Plugin adopted")).build());
  }

  private Decision decision(AdoptRequest body) {
    return decisions.of(body, null, body.reason(), body.changeReference());
  }

  private void requireInScope(String id) {
    if (!caller.sites().contains(id)) {
      throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
    }
  }

  /**
   * How a plugin is taken over.
   *
   * @param activate whether it runs there
   */
  record AdoptRequest(
      @Nullable Boolean activate,
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {

    boolean isActive() {
      return Boolean.TRUE.equals(activate);
    }
  }
}
