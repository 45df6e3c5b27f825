package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.health.AlertState;
import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.health.alert.AlertService.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Alerts over HTTP. */
@Path("/admin/plugin-registry/health/alerts")
class AlertResource {
  private final AlertService alerts;
  private final IdempotentRequests requests;
  private final Caller caller;

  AlertResource(AlertService alerts, IdempotentRequests requests, Caller caller) {
    this.alerts = alerts;
    this.requests = requests;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<AlertState>> list(
      @RestQuery @Nullable AlertStatus status,
      @RestQuery @Nullable String siteId,
      @RestQuery @Nullable String pluginId,
      @BeanParam @Valid PageRequest page) {
    return alerts
        .list(caller.sites(), new AlertRepository.Filter(status, siteId, pluginId), page)
        .map(rows -> rows.answer(Alert::state, it -> it.id));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<RestResponse<Answer<AlertState>>> get(@RestPath UUID id) {
    return alerts.get(id, caller.sites()).map(it -> answer(it, null));
  }

  @PUT
  @Path("/{id}/acknowledge")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<AlertState>>> acknowledge(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @Nullable Acknowledgement body) {
    var decision =
        decision(
            body,
            ifMatch,
            body == null ? null : body.reason(),
            body == null ? null : body.changeReference());
    return alerts.acknowledge(id, decision).map(it -> answer(it, "Alert acknowledged"));
  }

  @PUT
  @Path("/{id}/resolve")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<AlertState>>> resolve(
      @RestPath UUID id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull(message = "is required") @Valid Resolution body) {
    var decision = decision(body, ifMatch, body.reason(), body.changeReference());
    return alerts.resolve(id, body.reason(), decision).map(it -> answer(it, "Alert resolved"));
  }

  private Decision decision(
      @Nullable Object body,
      @Nullable String ifMatch,
      @Nullable String reason,
      @Nullable String changeReference) {
    return new Decision(
        caller.sites(), caller.actor(), requests.of(body), ifMatch, reason, changeReference);
  }

  private static RestResponse<Answer<AlertState>> answer(Alert it, @Nullable String message) {
    return ResponseBuilder.ok(new Answer<>(it.state(), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  record Acknowledgement(
      @Size(max = 2000) @Nullable String reason,
      @Size(max = 255) @Nullable String changeReference) {}

  record Resolution(
      @NotBlank(message = "is required") @Size(max = 2000) String reason,
      @Size(max = 255) @Nullable String changeReference) {}
}
