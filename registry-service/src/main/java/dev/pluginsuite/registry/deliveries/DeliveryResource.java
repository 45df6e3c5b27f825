package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.deliveries.DeliveryService.Ask;
import dev.pluginsuite.registry.subscriptions.SubscriptionAccess;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The log of a subscription's deliveries over HTTP. */
@Path("/admin/plugin-registry/subscriptions/{id}/deliveries")
class DeliveryResource {
  private final DeliveryService deliveries;
  private final DeliveryWorker worker;
  private final Caller caller;
  private final IdempotentRequests requests;

  DeliveryResource(
      DeliveryService deliveries,
      DeliveryWorker worker,
      Caller caller,
      IdempotentRequests requests) {
    this.deliveries = deliveries;
    this.worker = worker;
    this.caller = caller;
    this.requests = requests;
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<DeliveryView>> list(
      @RestPath UUID id,
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable DeliveryStatus status) {
    return deliveries
        .list(id, SubscriptionAccess.toRead(caller), page, status)
        .map(it -> it.answer(DeliveryView::of, row -> row.id));
  }

  /** Under the same id: a receiver that had it already can tell. */
  @POST
  @Path("/{deliveryId}/redeliver")
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<DeliveryView>>> redeliver(
      @RestPath UUID id, @RestPath UUID deliveryId) {
    var ask = new Ask(id, SubscriptionAccess.toChange(caller), caller.actor(), requests.of(null));
    return deliveries
        .redeliver(deliveryId, ask)
        .invoke(worker::wake)
        .map(DeliveryResource::accepted);
  }

  private static RestResponse<Answer<DeliveryView>> accepted(Delivery it) {
    return ResponseBuilder.<Answer<DeliveryView>>create(RestResponse.Status.ACCEPTED)
        .entity(new Answer<>(DeliveryView.of(it), "Will be sent again"))
        .build();
  }
}
