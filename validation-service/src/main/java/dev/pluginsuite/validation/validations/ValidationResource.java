package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What validation found, in full. */
@Path("/admin/plugin-registry/validations/{packageId}")
class ValidationResource {
  private final ValidationService validations;
  private final CatchUp catchUp;
  private final Caller caller;

  ValidationResource(ValidationService validations, CatchUp catchUp, Caller caller) {
    this.validations = validations;
    this.catchUp = catchUp;
    this.caller = caller;
  }

  /** Of the package's latest submission; developers see their own. */
  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<ValidationView>>> get(@RestPath UUID packageId) {
    var submitter = caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR) ? null : caller.name();
    return catchUp
        .on(List.of(Topic.PACKAGES), () -> validations.latest(packageId, submitter))
        .map(ValidationResource::answer);
  }

  private static RestResponse<Answer<ValidationView>> answer(Validation it) {
    return ResponseBuilder.ok(Answer.of(ValidationView.of(it)))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }
}
