package dev.pluginsuite.installation.retry;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.installation.Decisions;
import dev.pluginsuite.installation.installation.InstallationAnswer;
import dev.pluginsuite.installation.installation.Outcomes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Retrying over HTTP. */
@Path("/admin/plugins/{id}/retry")
class RetryResource {
  private final RetryService retries;
  private final Outcomes outcomes;
  private final CatchUp catchUp;
  private final Decisions decisions;

  RetryResource(RetryService retries, Outcomes outcomes, CatchUp catchUp, Decisions decisions) {
    this.retries = retries;
    this.outcomes = outcomes;
    this.catchUp = catchUp;
    this.decisions = decisions;
  }

  @POST
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<InstallationAnswer>> retry(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RestHeader("Prefer") @Nullable String prefer,
      @Valid @Nullable RetryRequest body) {
    var why = body == null ? new RetryRequest(null, null) : body;
    var decision = decisions.of(body, ifMatch, why.reason(), why.changeReference());
    return catchUp
        .on(List.of(Topic.PACKAGES, Topic.REGISTRIES), () -> retries.retry(id, decision))
        .chain(it -> outcomes.of(it, Status.OK, prefer));
  }

  record RetryRequest(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}
}
