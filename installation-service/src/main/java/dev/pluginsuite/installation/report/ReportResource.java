package dev.pluginsuite.installation.report;

import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** Reports of agents over HTTP. */
@Path("/sites/{siteId}/reports")
class ReportResource {
  private final ReportService reports;
  private final Caller caller;

  ReportResource(ReportService reports, Caller caller) {
    this.reports = reports;
    this.caller = caller;
  }

  @POST
  @RolesAllowed(Roles.SITE_AGENT)
  public Uni<Answer<Taken>> report(@RestPath String siteId, @NotNull SiteReport body) {
    if (!caller.namedSites().contains(siteId)) {
      throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(siteId));
    }
    return reports
        .take(siteId, ReportCheck.checked(body), caller.authenticatedAt())
        .map(it -> Answer.of(new Taken(siteId, it)));
  }

  /**
   * What the site is told in return.
   *
   * @param siteGeneration of the newest document
   */
  record Taken(String siteId, long siteGeneration) {}
}
