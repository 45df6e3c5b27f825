package dev.pluginsuite.installation.enrolment;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.enrolment.EnrolmentService.Grounds;
import dev.pluginsuite.installation.enrolment.EnrolmentService.Issued;
import dev.pluginsuite.installation.site.SiteAction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** New credentials for a site that has some: a token again, carried by a person. */
@Path("/admin/plugin-registry/sites/{id}/rotation")
class RotationResource {
  private static final Logger LOG = Logger.getLogger(RotationResource.class);

  private final EnrolmentService enrolments;
  private final Credentials credentials;
  private final Caller caller;
  private final IdempotentRequests requests;

  RotationResource(
      EnrolmentService enrolments,
      Credentials credentials,
      Caller caller,
      IdempotentRequests requests) {
    this.enrolments = enrolments;
    this.credentials = credentials;
    this.caller = caller;
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<Issued>>> rotate(
      @RestPath String id, @Valid @Nullable RotationRequest body) {
    var wanted = body == null ? new RotationRequest(null, null, null) : body;
    var grounds =
        new Grounds(caller.actor(), SiteAction.ROTATE, wanted.reason(), wanted.changeReference());
    return enrolments
        .issue(id, grounds, requests.of(wanted))
        .call(it -> wanted.isImmediate() ? end(it) : Uni.createFrom().voidItem())
        .map(it -> answer(it, wanted));
  }

  /** A repeated request must not end what the first one's token has opened meanwhile. */
  private Uni<Void> end(Issued issued) {
    if (issued.token() == null) {
      return Uni.createFrom().voidItem();
    }
    return credentials
        .end(issued.siteId())
        .onFailure()
        .invoke(it -> LOG.errorf(it, "Cannot end the credentials of %s", issued.siteId()))
        .onFailure()
        .transform(
            it ->
                InstallationProblem.ENROLMENT_UNAVAILABLE.because(
                    "Kafka or Keycloak does not answer, and the old credentials may still work; ask for another rotation."));
  }

  private static RestResponse<Answer<Issued>> answer(Issued it, RotationRequest wanted) {
    var message =
        wanted.isImmediate()
            ? "The old credentials are refused; the token is shown only this once"
            : "The old credentials end when the agent uses the token, which is shown only this once";
    return ResponseBuilder.create(Status.CREATED, new Answer<>(it, message))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /**
   * Why and how.
   *
   * @param immediately whether the old credentials end now, because they may be in wrong hands
   */
  record RotationRequest(
      @Nullable Boolean immediately,
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {

    boolean isImmediate() {
      return Boolean.TRUE.equals(immediately);
    }
  }
}
