package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** When somebody is called because of a plugin. */
@Path("/admin/plugin-registry/health/plugins/{pluginId}/alert-rule")
class AlertRuleResource {
  private static final String PLUGIN = "[a-z0-9]+(-[a-z0-9]+){0,31}";

  private final AlertRuleService rules;
  private final IdempotentRequests requests;
  private final Caller caller;

  AlertRuleResource(AlertRuleService rules, IdempotentRequests requests, Caller caller) {
    this.rules = rules;
    this.requests = requests;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<AlertRuleView>>> get(
      @RestPath @Pattern(regexp = PLUGIN, message = "must be a plugin's id") String pluginId) {
    return rules.get(pluginId).map(AlertRuleResource::answer);
  }

  @PUT
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<AlertRuleView>>> set(
      @RestPath @Pattern(regexp = PLUGIN, message = "must be a plugin's id") String pluginId,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull(message = "is required") @Valid RuleRequest body) {
    var wish =
        new AlertRuleService.Wish(
            body.terms(),
            caller.actor(),
            requests.of(body),
            ifMatch,
            body.reason(),
            body.changeReference());
    return rules.set(pluginId, wish).map(AlertRuleResource::answer);
  }

  private static RestResponse<Answer<AlertRuleView>> answer(AlertRule it) {
    return ResponseBuilder.ok(Answer.of(AlertRuleView.of(it)))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  record RuleRequest(
      @NotNull(message = "is required") @Valid AlertTerms terms,
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}
}
