package dev.pluginsuite.installation.offboarding;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.site.SiteView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Offboarding over HTTP. */
@Path("/admin/plugin-registry/sites/{id}/offboarding")
class OffboardingResource {
  private final OffboardingService offboardings;
  private final Caller caller;
  private final IdempotentRequests requests;

  OffboardingResource(OffboardingService offboardings, Caller caller, IdempotentRequests requests) {
    this.offboardings = offboardings;
    this.caller = caller;
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<SiteView>>> offboard(
      @RestPath String id, @NotNull @Valid OffboardingRequest body) {
    return offboardings
        .offboard(id, body, caller.actor(), requests.of(body))
        .map(
            it ->
                ResponseBuilder.create(
                        Status.ACCEPTED,
                        new Answer<>(
                            it,
                            "The site is emptied, and closed when its agent has confirmed or the deadline has passed"))
                    .build());
  }

  /**
   * Why, and how patiently.
   *
   * @param deadline when the site is closed in any case; may be brought forward by another request
   * @param force closes it without waiting: what is installed there stays there
   */
  record OffboardingRequest(
      @NotBlank @Size(max = 2000) String reason,
      @Size(max = 255) @Nullable String changeReference,
      @Nullable Instant deadline,
      @Nullable Boolean force) {

    boolean isForced() {
      return Boolean.TRUE.equals(force);
    }
  }
}
