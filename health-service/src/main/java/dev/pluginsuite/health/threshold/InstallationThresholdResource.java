package dev.pluginsuite.health.threshold;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.health.installation.InstallationService;
import dev.pluginsuite.health.threshold.ThresholdService.Wish;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The limits of one installation. */
@Path("/admin/plugins/{id}/health/thresholds")
class InstallationThresholdResource {
  private final ThresholdService thresholds;
  private final InstallationService installations;
  private final IdempotentRequests requests;
  private final Caller caller;

  InstallationThresholdResource(
      ThresholdService thresholds,
      InstallationService installations,
      IdempotentRequests requests,
      Caller caller) {
    this.thresholds = thresholds;
    this.installations = installations;
    this.requests = requests;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<ThresholdView>>> get(@RestPath UUID id) {
    return installations
        .get(id, caller.sites())
        .chain(it -> thresholds.ofInstallation(id, it.pluginId()))
        .map(PluginThresholdResource::answer);
  }

  @PUT
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<ThresholdView>>> set(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull(message = "is required") @Valid ThresholdRequest body) {
    var wish =
        new Wish(
            body.limits(),
            caller.actor(),
            requests.of(body),
            ifMatch,
            body.reason(),
            body.changeReference());
    return installations
        .get(id, caller.sites())
        .chain(it -> thresholds.setForInstallation(id, it.pluginId(), wish))
        .map(PluginThresholdResource::answer);
  }
}
