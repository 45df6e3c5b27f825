package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.deployment.target.TargetStatus;
import dev.pluginsuite.deployment.target.TargetView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Deployments, and what became of them. */
@Path("/admin/plugin-registry/deployments")
class DeploymentResource {
  private final DeployService deploy;
  private final DeploymentReadService deployments;
  private final IdempotentRequests requests;
  private final Caller caller;

  DeploymentResource(
      DeployService deploy,
      DeploymentReadService deployments,
      IdempotentRequests requests,
      Caller caller) {
    this.deploy = deploy;
    this.deployments = deployments;
    this.requests = requests;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<DeploymentView>> list(
      @RestQuery @Nullable String status,
      @RestQuery @Nullable String packageId,
      @RestQuery @Nullable String pluginId,
      @BeanParam @Valid PageRequest page) {
    return deployments
        .list(DeploymentFilter.of(status, packageId, pluginId), page)
        .map(it -> it.answer(view -> view, DeploymentView::id));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<DeploymentView>>> get(
      @RestPath UUID id, @Context Request request) {
    return deployments.get(id).map(it -> tagged(it, request));
  }

  /** The view, or only that it is still the same. */
  private static RestResponse<Answer<DeploymentView>> tagged(DeploymentView it, Request request) {
    var tag = new EntityTag(String.valueOf(it.revision()));
    var answer =
        request.evaluatePreconditions(tag) == null
            ? ResponseBuilder.ok(Answer.of(it))
            : ResponseBuilder.<Answer<DeploymentView>>create(RestResponse.Status.NOT_MODIFIED);
    return answer.tag(tag).build();
  }

  @GET
  @Path("/{id}/targets")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<TargetView>> targets(
      @RestPath UUID id, @RestQuery @Nullable String status, @BeanParam @Valid PageRequest page) {
    var wanted =
        status == null ? null : DeploymentFilter.choice("status", status, TargetStatus.class);
    return deployments
        .targets(id, wanted, page)
        .map(it -> it.answer(view -> view, TargetView::siteId));
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<DeploymentView>> cancel(
      @RestPath UUID id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable @Valid Why body) {
    var why = body == null ? Why.NONE : body;
    return deploy
        .cancel(id, ifMatch, why, requests.of(why), caller.actor())
        .chain(deployments::get)
        .map(it -> new Answer<>(it, "Deployment cancelled"));
  }
}
