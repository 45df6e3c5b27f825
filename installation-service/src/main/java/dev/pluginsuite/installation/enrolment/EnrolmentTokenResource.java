package dev.pluginsuite.installation.enrolment;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.enrolment.EnrolmentService.Grounds;
import dev.pluginsuite.installation.enrolment.EnrolmentService.Issued;
import dev.pluginsuite.installation.site.SiteAction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Enrolment tokens over HTTP: central IT hands one to whoever sets a site up. */
@Path("/admin/plugin-registry/sites/{id}/enrolment")
class EnrolmentTokenResource {
  private final EnrolmentService enrolments;
  private final Caller caller;
  private final IdempotentRequests requests;

  EnrolmentTokenResource(EnrolmentService enrolments, Caller caller, IdempotentRequests requests) {
    this.enrolments = enrolments;
    this.caller = caller;
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<Issued>>> issue(@RestPath String id) {
    return enrolments
        .issue(id, new Grounds(caller.actor(), SiteAction.ENROL, null, null), requests.of(null))
        .map(
            it ->
                ResponseBuilder.create(
                        Status.CREATED, new Answer<>(it, "The token is shown only this once"))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build());
  }
}
