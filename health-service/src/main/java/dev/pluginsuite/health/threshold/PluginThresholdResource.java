package dev.pluginsuite.health.threshold;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.health.threshold.ThresholdService.Wish;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The limits of a plugin, at every site. */
@Path("/admin/plugin-registry/health/plugins/{pluginId}/thresholds")
class PluginThresholdResource {
  private static final String PLUGIN = "[a-z0-9]+(-[a-z0-9]+){0,31}";

  private final ThresholdService thresholds;
  private final IdempotentRequests requests;
  private final Caller caller;

  PluginThresholdResource(ThresholdService thresholds, IdempotentRequests requests, Caller caller) {
    this.thresholds = thresholds;
    this.requests = requests;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<ThresholdView>>> get(
      @RestPath @Pattern(regexp = PLUGIN, message = "must be a plugin's id") String pluginId) {
    return thresholds.ofPlugin(pluginId).map(PluginThresholdResource::answer);
  }

  @PUT
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<ThresholdView>>> set(
      @RestPath @Pattern(regexp = PLUGIN, message = "must be a plugin's id") String pluginId,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull(message = "is required") @Valid ThresholdRequest body) {
    return thresholds
        .setForPlugin(pluginId, wish(body, ifMatch))
        .map(PluginThresholdResource::answer);
  }

  private Wish wish(ThresholdRequest body, @Nullable String ifMatch) {
    return new Wish(
        body.limits(),
        caller.actor(),
        requests.of(body),
        ifMatch,
        body.reason(),
        body.changeReference());
  }

  static RestResponse<Answer<ThresholdView>> answer(ThresholdView it) {
    return ResponseBuilder.ok(Answer.of(it))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision()))
        .build();
  }
}
