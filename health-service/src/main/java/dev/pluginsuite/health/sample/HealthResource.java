package dev.pluginsuite.health.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.health.installation.InstallationService;
import dev.pluginsuite.health.sample.SampleService.Recorded;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The health of one installation. */
@Path("/admin/plugins/{id}/health")
class HealthResource {
  private final SampleService samples;
  private final InstallationService installations;
  private final SampleReader reader;
  private final IdempotentRequests requests;
  private final Caller caller;

  HealthResource(
      SampleService samples,
      InstallationService installations,
      SampleReader reader,
      IdempotentRequests requests,
      Caller caller) {
    this.samples = samples;
    this.installations = installations;
    this.reader = reader;
    this.requests = requests;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.SITE_ADMIN, Roles.SITE_AGENT, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<SampleView>>> record(
      @RestPath UUID id,
      @RequestBody(content = @Content(schema = @Schema(implementation = HealthSample.class)))
          @Nullable JsonNode body) {
    var request = requests.of(body);
    return installations
        .get(id, caller.sites())
        .chain(known -> samples.record(known, read(body, id), request))
        .map(HealthResource::answer);
  }

  private HealthSample read(@Nullable JsonNode body, UUID id) {
    var sample = reader.read(body);
    if (sample.installationId() != null && !sample.installationId().equals(id)) {
      throw SampleReader.refusal(
          List.of(new FieldError("installationId", "must be that of the path, or left out")));
    }
    return sample;
  }

  private static RestResponse<Answer<SampleView>> answer(Recorded it) {
    return it.isNew()
        ? RestResponse.status(
            RestResponse.Status.CREATED, new Answer<>(it.view(), "Sample recorded"))
        : RestResponse.ok(new Answer<>(it.view(), "Sample recorded before"));
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<HealthView>>> current(
      @RestPath UUID id, @Context Request request) {
    return installations
        .get(id, caller.sites())
        .chain(samples::current)
        .map(view -> HealthTag.answer(view, request));
  }

  @GET
  @Path("/history")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<SampleView>> history(
      @RestPath UUID id,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @BeanParam @Valid PageRequest page) {
    var period = Period.of(from, to, page.after());
    return installations
        .get(id, caller.sites())
        .chain(known -> samples.history(known, period, page.limit))
        .map(rows -> rows.answer(it -> it, SampleView::recordedAt));
  }
}
