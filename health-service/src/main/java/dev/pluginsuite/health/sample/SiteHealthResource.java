package dev.pluginsuite.health.sample;

import static dev.pluginsuite.health.problem.HealthProblem.SITE_NOT_FOUND;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** What a site's agent measured, many samples at once. */
@Path("/sites/{siteId}/health")
class SiteHealthResource {
  private final SampleService samples;
  private final SampleReader reader;
  private final Caller caller;

  SiteHealthResource(SampleService samples, SampleReader reader, Caller caller) {
    this.samples = samples;
    this.reader = reader;
    this.caller = caller;
  }

  @POST
  @RolesAllowed(Roles.SITE_AGENT)
  public Uni<Answer<BatchView>> record(
      @RestPath String siteId, @NotNull(message = "is required") @Valid BatchRequest body) {
    if (!caller.namedSites().contains(siteId)) {
      throw SITE_NOT_FOUND.because("No site %s.".formatted(siteId));
    }
    return samples
        .recordAll(siteId, SampleBatch.read(body.samples(), reader))
        .map(it -> Answer.of(it));
  }
}
