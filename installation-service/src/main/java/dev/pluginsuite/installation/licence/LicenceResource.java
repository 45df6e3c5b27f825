package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.licence.LicenceService.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Licences over HTTP. */
@Path("/admin/plugin-registry/licenses")
class LicenceResource {
  private final LicenceService licences;
  private final Publication publication;
  private final CatchUp catchUp;
  private final Caller caller;
  private final IdempotentRequests requests;

  LicenceResource(
      LicenceService licences,
      Publication publication,
      CatchUp catchUp,
      Caller caller,
      IdempotentRequests requests) {
    this.licences = licences;
    this.publication = publication;
    this.catchUp = catchUp;
    this.caller = caller;
    this.requests = requests;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<ListAnswer<LicenceView>> list(
      @BeanParam @Valid LicenceFilter filter, @BeanParam @Valid PageRequest page) {
    var scope = caller.sites();
    return licences
        .list(scope, filter, page)
        .map(it -> it.answer(row -> row.view(scope), row -> row.licence().id));
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<LicenceView>>> issue(
      @NotNull @Valid LicenceRequest body, UriInfo uri) {
    var draft = body.draft();
    var decision = decision(body, null, body.reason(), body.changeReference());
    return catchUp
        .on(List.of(Topic.REGISTRIES), () -> licences.issue(draft, decision))
        .call(it -> publication.of(it.licence().id))
        .map(it -> created(it, uri));
  }

  private RestResponse<Answer<LicenceView>> created(Kept it, UriInfo uri) {
    var message =
        it.key() == null ? "Licence issued" : "Licence issued; its key is shown only this once";
    return ResponseBuilder.<Answer<LicenceView>>created(
            uri.getAbsolutePathBuilder().path(it.licence().id.toString()).build())
        .entity(new Answer<>(it.view(caller.sites()), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.licence().revision))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<RestResponse<Answer<LicenceView>>> get(@RestPath UUID id) {
    return licences.get(id, caller.sites()).map(it -> answer(it, null));
  }

  @PUT
  @Path("/{id}/revoke")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<LicenceView>>> revoke(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid Revocation body) {
    return licences
        .revoke(id, body.reason(), decision(body, ifMatch, body.reason(), body.changeReference()))
        .call(it -> publication.of(id))
        .map(it -> answer(it, "Licence revoked; what runs under it is being stopped"));
  }

  @PUT
  @Path("/{id}/extend")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<LicenceView>>> extend(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid Extension body) {
    body.requireSomething();
    var decision = decision(body, ifMatch, body.reason(), body.changeReference());
    return licences
        .extend(id, body.expiresAt(), body.maxInstallations(), decision)
        .call(it -> publication.of(id))
        .map(it -> answer(it, "Licence extended"));
  }

  private LicenceDecision decision(
      Object body,
      @Nullable String ifMatch,
      @Nullable String reason,
      @Nullable String changeReference) {
    return new LicenceDecision(caller.actor(), requests.of(body), ifMatch, reason, changeReference);
  }

  private RestResponse<Answer<LicenceView>> answer(Kept it, @Nullable String message) {
    return ResponseBuilder.ok(new Answer<>(it.view(caller.sites()), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.licence().revision))
        .build();
  }

  record Revocation(
      @NotBlank @Size(max = 2000) String reason,
      @Size(max = 255) @Nullable String changeReference) {}

  /**
   * What is to be more.
   *
   * @param expiresAt absent to leave it; later than it is
   * @param maxInstallations absent to leave it; not less than are used
   */
  record Extension(
      @Nullable Instant expiresAt,
      @Min(1) @Max(1_000_000) @Nullable Integer maxInstallations,
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {

    void requireSomething() {
      if (expiresAt == null && maxInstallations == null) {
        throw CommonProblem.INVALID_REQUEST.because(
            "Say what is to be more.",
            List.of(new FieldError("expiresAt", "or maxInstallations must not be missing")));
      }
    }
  }
}
