package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.secret.SecretView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Secret values for the agent of a site. */
@Path("/sites/{siteId}/secrets")
class SiteSecretsResource {
  private final SiteSecretsService secrets;
  private final Caller caller;

  SiteSecretsResource(SiteSecretsService secrets, Caller caller) {
    this.secrets = secrets;
    this.caller = caller;
  }

  @GET
  @RolesAllowed(Roles.SITE_AGENT)
  public Uni<RestResponse<Answer<SiteSecrets>>> of(@RestPath String siteId) {
    if (!caller.namedSites().contains(siteId)) {
      throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(siteId));
    }
    return secrets.of(siteId).map(SiteSecretsResource::answer);
  }

  /** Nobody on the way may keep it. */
  private static RestResponse<Answer<SiteSecrets>> answer(List<SecretView> secrets) {
    return ResponseBuilder.ok(Answer.of(new SiteSecrets(secrets)))
        .header("Cache-Control", "no-store")
        .build();
  }

  record SiteSecrets(List<SecretView> secrets) {}
}
