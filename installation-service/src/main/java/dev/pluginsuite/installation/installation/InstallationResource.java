package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Installations over HTTP. */
@Path("/admin/plugins")
class InstallationResource {
  private final InstallationService installations;
  private final Outcomes outcomes;
  private final CatchUp catchUp;
  private final Caller caller;
  private final Decisions decisions;

  InstallationResource(
      InstallationService installations,
      Outcomes outcomes,
      CatchUp catchUp,
      Caller caller,
      Decisions decisions) {
    this.installations = installations;
    this.outcomes = outcomes;
    this.catchUp = catchUp;
    this.caller = caller;
    this.decisions = decisions;
  }

  @GET
  @Path("/installed")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<InstallationView>> list(
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable String siteId,
      @RestQuery @Nullable InstallationStatus status,
      @RestQuery @Nullable String pluginId) {
    var filter = new InstallationRepository.Filter(siteId, status, pluginId);
    return installations
        .list(caller.sites(), filter, page)
        .map(it -> it.answer(InstallationView::of, row -> row.id));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<InstallationView>>> get(@RestPath UUID id) {
    return installations
        .get(id, caller.sites())
        .map(
            it ->
                ResponseBuilder.ok(Answer.of(it))
                    .header(HttpHeaders.ETAG, EntityTags.of(it.revision()))
                    .build());
  }

  @POST
  @Path("/{id}/activate")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<InstallationAnswer>> activate(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RestHeader("Prefer") @Nullable String prefer,
      @Valid @Nullable ActionRequest body) {
    var decision = decision(body, ifMatch);
    return catchUp
        .on(List.of(Topic.PACKAGES), () -> installations.activate(id, decision))
        .chain(it -> outcomes.of(it, Status.OK, prefer));
  }

  @POST
  @Path("/{id}/deactivate")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<InstallationAnswer>> deactivate(
      @RestPath UUID id,
      @RestQuery @Nullable Boolean cascade,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RestHeader("Prefer") @Nullable String prefer,
      @Valid @Nullable ActionRequest body) {
    return installations
        .deactivate(id, isCascade(cascade, body), decision(body, ifMatch))
        .chain(it -> outcomes.of(it, Status.OK, prefer));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<InstallationAnswer>> remove(
      @RestPath UUID id,
      @RestQuery @Nullable Boolean cascade,
      @RestQuery @Size(max = 2000) @Nullable String reason,
      @RestQuery @Size(max = 255) @Nullable String changeReference,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RestHeader("Prefer") @Nullable String prefer) {
    var body = new ActionRequest(cascade, reason, changeReference);
    return installations
        .remove(id, isCascade(cascade, null), decision(body, ifMatch))
        .chain(it -> outcomes.of(it, Status.OK, prefer));
  }

  private Decision decision(@Nullable ActionRequest why, @Nullable String ifMatch) {
    return decisions.of(
        why,
        ifMatch,
        why == null ? null : why.reason(),
        why == null ? null : why.changeReference());
  }

  private static boolean isCascade(@Nullable Boolean query, @Nullable ActionRequest body) {
    return Boolean.TRUE.equals(query) || (body != null && Boolean.TRUE.equals(body.cascade()));
  }

  /**
   * What a change may come with.
   *
   * @param cascade whether dependents go first
   */
  record ActionRequest(
      @Nullable Boolean cascade,
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}
}
