package dev.pluginsuite.installation.enrolment;

import dev.pluginsuite.api.installation.EnrolmentGrant;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.InstallationProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Enrolment over HTTP: an agent turns its token into credentials. */
@Path("/sites/enrolment")
class EnrolmentResource {
  private static final Logger LOG = Logger.getLogger(EnrolmentResource.class);

  private final EnrolmentService enrolments;
  private final Credentials credentials;
  private final HttpServerRequest http;

  EnrolmentResource(EnrolmentService enrolments, Credentials credentials, HttpServerRequest http) {
    this.enrolments = enrolments;
    this.credentials = credentials;
    this.http = http;
  }

  @POST
  @PermitAll
  public Uni<RestResponse<Answer<EnrolmentGrant>>> enrol(@NotNull @Valid EnrolmentRequest body) {
    var actor = new Actor("agent of " + body.siteId(), http.remoteAddress().hostAddress());
    return enrolments
        .claim(body.siteId(), body.token())
        .chain(claim -> grant(body.siteId(), claim, actor))
        .map(
            it ->
                ResponseBuilder.ok(Answer.of(it))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build());
  }

  private Uni<EnrolmentGrant> grant(String siteId, Instant claim, Actor actor) {
    return credentials
        .make(siteId)
        .call(() -> enrolments.granted(siteId, actor))
        .onFailure()
        .recoverWithUni(failure -> giveUp(siteId, claim, failure));
  }

  /** The token stays good: the agent asks again. A site that was closed meanwhile keeps nothing. */
  private Uni<EnrolmentGrant> giveUp(String siteId, Instant claim, Throwable failure) {
    LOG.errorf(failure, "Cannot make the credentials of %s", siteId);
    return enrolments
        .release(siteId, claim)
        .chain(isThere -> isThere ? Uni.createFrom().voidItem() : credentials.remove(siteId))
        .chain(
            () ->
                Uni.createFrom()
                    .failure(
                        InstallationProblem.ENROLMENT_UNAVAILABLE.because(
                            "Kafka or Keycloak does not answer; the token stays valid, try again.")));
  }

  record EnrolmentRequest(
      @NotBlank @Size(max = 41) String siteId, @NotBlank @Size(max = 200) String token) {}
}
