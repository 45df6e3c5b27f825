package dev.pluginsuite.installation.configuration;

import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.installation.Decisions;
import dev.pluginsuite.installation.installation.InstallationAnswer;
import dev.pluginsuite.installation.installation.Outcomes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** The configuration of an installation over HTTP. */
@Path("/admin/plugins/{id}/configuration")
class ConfigurationResource {
  private final ConfigurationService configurations;
  private final Outcomes outcomes;
  private final Decisions decisions;

  ConfigurationResource(
      ConfigurationService configurations, Outcomes outcomes, Decisions decisions) {
    this.configurations = configurations;
    this.outcomes = outcomes;
    this.decisions = decisions;
  }

  @PUT
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<InstallationAnswer>> configure(
      @RestPath UUID id,
      @NotNull @Valid ConfigurationRequest body,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @RestHeader("Prefer") @Nullable String prefer) {
    var decision = decisions.of(body, ifMatch, body.reason(), body.changeReference());
    return configurations
        .configure(id, body.configuration(), decision)
        .chain(it -> outcomes.of(it, Status.OK, prefer));
  }

  /**
   * The body.
   *
   * @param configuration all of it; what is left out gets its default, a secret what it has
   */
  record ConfigurationRequest(
      @NotNull @Size(max = 500) Map<String, Object> configuration,
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}
}
