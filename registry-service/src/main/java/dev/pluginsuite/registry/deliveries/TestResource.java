package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.Preference;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.common.waiting.Settled;
import dev.pluginsuite.common.waiting.Waiting;
import dev.pluginsuite.registry.deliveries.DeliveryService.Ask;
import dev.pluginsuite.registry.subscriptions.SubscriptionAccess;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Tries a subscription out, on the way that every notice takes. */
@Path("/admin/plugin-registry/subscriptions/{id}/test")
class TestResource {
  private static final Settled<UUID> TRIED =
      new Settled<>(
          "test notice",
          "select id from notice_deliveries where id = any($1) and status <> 'PENDING'",
          UUID.class);

  private final DeliveryService deliveries;
  private final DeliveryWorker worker;
  private final Waiting waiting;
  private final Caller caller;
  private final IdempotentRequests requests;

  TestResource(
      DeliveryService deliveries,
      DeliveryWorker worker,
      Waiting waiting,
      Caller caller,
      IdempotentRequests requests) {
    this.deliveries = deliveries;
    this.worker = worker;
    this.waiting = waiting;
    this.caller = caller;
    this.requests = requests;
  }

  /** Waits for what the receiver answers; one try, whatever the subscription's status. */
  @POST
  @RolesAllowed({Roles.DEVELOPER, Roles.SITE_ADMIN, Roles.CENTRAL_IT})
  public Uni<RestResponse<Answer<DeliveryView>>> test(
      @RestPath UUID id, @RestHeader("Prefer") @Nullable String prefer) {
    var ask = new Ask(id, SubscriptionAccess.toChange(caller), caller.actor(), requests.of(null));
    return deliveries
        .test(ask)
        .invoke(worker::wake)
        .call(it -> waiting.until(TRIED, it.id, Preference.wait(prefer)))
        .chain(it -> deliveries.get(id, it.id))
        .map(TestResource::answer);
  }

  private static RestResponse<Answer<DeliveryView>> answer(Delivery it) {
    var tried = it.status != DeliveryStatus.PENDING;
    return ResponseBuilder.<Answer<DeliveryView>>create(
            tried ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED)
        .entity(new Answer<>(DeliveryView.of(it), tried ? "Tried" : "Not yet tried"))
        .build();
  }
}
