package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.deployment.target.TargetStatus;
import dev.pluginsuite.deployment.target.TargetView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
  private final DeploymentReadService deployments;

  DeploymentResource(DeploymentReadService deployments) {
    this.deployments = deployments;
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

  /** Every decision, the newest first. */
  @GET
  @Path("/{id}/history")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<HistoryView>> history(
      @RestPath UUID id, @BeanParam @Valid PageRequest page) {
    return deployments.history(id, page).map(it -> it.answer(view -> view, HistoryView::id));
  }
}
