package dev.pluginsuite.installation.drift;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Drift over HTTP. */
@Path("/admin/plugin-registry/sites/{id}/drift")
class DriftResource {
  private final DriftService drifts;
  private final Caller caller;

  DriftResource(DriftService drifts, Caller caller) {
    this.drifts = drifts;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<Answer<DriftView>> drift(@RestPath String id) {
    if (!caller.sites().contains(id)) {
      throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
    }
    return drifts.of(id).map(Answer::of);
  }
}
