package dev.pluginsuite.installation.install;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.Decision;
import dev.pluginsuite.installation.installation.Decisions;
import dev.pluginsuite.installation.installation.InstallationAnswer;
import dev.pluginsuite.installation.installation.Outcomes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Installing over HTTP. */
@Path("/admin/plugins/install")
class InstallResource {
  static final List<Topic> DECIDED_ON = List.of(Topic.PACKAGES, Topic.REGISTRIES);

  private final InstallService installs;
  private final Outcomes outcomes;
  private final CatchUp catchUp;
  private final Caller caller;
  private final Decisions decisions;

  InstallResource(
      InstallService installs,
      Outcomes outcomes,
      CatchUp catchUp,
      Caller caller,
      Decisions decisions) {
    this.installs = installs;
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
  public Uni<RestResponse<?>> install(
      @NotNull @Valid InstallRequest body, @RestHeader("Prefer") @Nullable String prefer) {
    var order = body.order(site(body.siteId()), decision(body));
    return body.isDryRun() ? preview(order) : install(order, prefer);
  }

  private Uni<RestResponse<?>> preview(Order order) {
    return catchUp
        .on(DECIDED_ON, () -> installs.preview(order))
        .map(it -> ResponseBuilder.ok(new PlanAnswer(it)).build());
  }

  private Uni<RestResponse<?>> install(Order order, @Nullable String prefer) {
    return catchUp
        .on(DECIDED_ON, () -> installs.install(order))
        .chain(it -> outcomes.of(it, Status.CREATED, prefer))
        .map(it -> it);
  }

  private Decision decision(InstallRequest body) {
    return decisions.of(body, null, body.reason(), body.changeReference());
  }

  /** A caller of exactly one site need not name it. */
  private String site(@Nullable String named) {
    if (named != null) {
      if (!caller.sites().contains(named)) {
        throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(named));
      }
      return named;
    }
    var choices = caller.namedSites().stream().filter(it -> !it.equals("*")).sorted().toList();
    if (choices.size() != 1) {
      throw InstallationProblem.SITE_REQUIRED
          .because(
              "Name the site in siteId.",
              List.of(
                  new FieldError(
                      "siteId",
                      choices.isEmpty() ? "must not be missing" : "has to be one of " + choices)))
          .with("choices", choices);
    }
    return choices.get(0);
  }
}
