package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Begins a deployment. It answers at once: what becomes of it is read, or heard of. */
@Path("/admin/plugin-registry/deploy")
class DeployResource {
  private static final List<Topic> HEARD = List.of(Topic.PACKAGES, Topic.SITES);

  private final DeployService deploy;
  private final DeploymentReadService deployments;
  private final RequestCheck check;
  private final CatchUp catchUp;
  private final IdempotentRequests requests;
  private final Caller caller;
  private final EventBus bus;

  DeployResource(
      DeployService deploy,
      DeploymentReadService deployments,
      RequestCheck check,
      CatchUp catchUp,
      IdempotentRequests requests,
      Caller caller,
      EventBus bus) {
    this.deploy = deploy;
    this.deployments = deployments;
    this.check = check;
    this.catchUp = catchUp;
    this.requests = requests;
    this.caller = caller;
    this.bus = bus;
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<?>> deploy(
      @NotNull(message = "is required") @Valid DeploymentRequest body) {
    check.require(body);
    return body.isDryRun() ? preview(body) : create(body);
  }

  private Uni<RestResponse<?>> preview(DeploymentRequest body) {
    return catchUp
        .on(HEARD, () -> deploy.preview(body))
        .map(it -> ResponseBuilder.ok(Answer.of(it)).build());
  }

  private Uni<RestResponse<?>> create(DeploymentRequest body) {
    var request = requests.of(body);
    var person = Person.of(caller);
    return catchUp
        .on(HEARD, () -> deploy.deploy(body, request, person))
        .chain(deployments::get)
        .invoke(it -> bus.publish(DeploymentService.CHANGED, it.id().toString()))
        .map(DeployResource::created);
  }

  private static RestResponse<?> created(DeploymentView it) {
    return ResponseBuilder.<Answer<DeploymentView>>created(
            URI.create(DeploymentView.BASE + it.id()))
        .header("ETag", EntityTags.of(it.revision()))
        .entity(new Answer<>(it, "Deployment created"))
        .build();
  }
}
