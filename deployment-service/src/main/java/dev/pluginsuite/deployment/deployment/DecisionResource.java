package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What people decide about a deployment that there is. */
@Path("/admin/plugin-registry/deployments/{id}")
class DecisionResource {
  private final DeployService deploy;
  private final DecisionService decisions;
  private final ApprovalService approvals;
  private final DeploymentReadService deployments;
  private final IdempotentRequests requests;
  private final Caller caller;
  private final EventBus bus;

  DecisionResource(
      DeployService deploy,
      DecisionService decisions,
      ApprovalService approvals,
      DeploymentReadService deployments,
      IdempotentRequests requests,
      Caller caller,
      EventBus bus) {
    this.deploy = deploy;
    this.decisions = decisions;
    this.approvals = approvals;
    this.deployments = deployments;
    this.requests = requests;
    this.caller = caller;
    this.bus = bus;
  }

  /** Lets it start in its time; needs somebody else than who created it. */
  @POST
  @Path("/approve")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> approve(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    var person = Person.of(caller);
    return decide(
        id, body, "Deployment approved", (why, by) -> approvals.approve(id, ifMatch, why, person));
  }

  /** It never starts; needs somebody else than who created it. */
  @POST
  @Path("/reject")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> reject(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    var person = Person.of(caller);
    return decide(
        id, body, "Deployment rejected", (why, by) -> approvals.reject(id, ifMatch, why, person));
  }

  /** What was not asked yet is not asked any more; what was asked is withdrawn where it can be. */
  @POST
  @Path("/cancel")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> cancel(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    return decide(
        id, body, "Deployment cancelled", (why, by) -> decisions.cancel(id, ifMatch, why, by));
  }

  @POST
  @Path("/pause")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> pause(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    return decide(
        id, body, "Deployment paused", (why, by) -> decisions.pause(id, ifMatch, why, by));
  }

  /** Goes on; what has failed until now does not stop it any more. */
  @POST
  @Path("/resume")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> resume(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    return decide(
        id, body, "Deployment resumed", (why, by) -> decisions.resume(id, ifMatch, why, by));
  }

  /** The next wave begins now. */
  @POST
  @Path("/promote")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> promote(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    return decide(
        id, body, "The next wave begins", (why, by) -> decisions.promote(id, ifMatch, why, by));
  }

  /** Asks the sites anew that failed, or took too long. */
  @POST
  @Path("/retry")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> retry(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    return decide(
        id,
        body,
        "What failed is asked for again",
        (why, by) -> decisions.retry(id, ifMatch, why, by));
  }

  /** Takes it back, by a deployment of its own. */
  @POST
  @Path("/rollback")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> rollback(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid RollbackRequest body) {
    var asked = body == null ? new RollbackRequest(null, null, null, null) : body;
    return decide(
        id,
        asked,
        new Why(asked.reason(), asked.changeReference()),
        "Deployment is being rolled back",
        (why, by) -> decisions.rollBack(id, ifMatch, asked.extent(), why, by));
  }

  private Uni<Answer<DeploymentView>> decide(
      UUID id,
      @Nullable Why body,
      String message,
      BiFunction<Why, Actor, Uni<Deployment>> decision) {
    var why = body == null ? Why.NONE : body;
    return decide(id, why, why, message, decision);
  }

  private Uni<Answer<DeploymentView>> decide(
      UUID id,
      Object body,
      Why why,
      String message,
      BiFunction<Why, Actor, Uni<Deployment>> decision) {
    var actor = caller.actor();
    return deploy
        .decide(id, requests.of(body), () -> decision.apply(why, actor))
        .chain(deployments::get)
        .invoke(() -> bus.publish(DeploymentService.CHANGED, id.toString()))
        .map(it -> new Answer<>(it, message));
  }

  /**
   * What is taken back.
   *
   * @param waves their numbers; all, if absent
   * @param force also where somebody has changed something since
   */
  record RollbackRequest(
      @Nullable @Size(min = 1, max = 50) List<@NotNull @Min(1) @Max(10_000) Integer> waves,
      @Nullable Boolean force,
      @Nullable @Size(min = 1, max = 2000, message = "must have 1 to 2000 characters")
          String reason,
      @Nullable @Size(min = 1, max = 255, message = "must have 1 to 255 characters")
          String changeReference) {
    RollbackService.Extent extent() {
      return new RollbackService.Extent(waves, force);
    }
  }
}
