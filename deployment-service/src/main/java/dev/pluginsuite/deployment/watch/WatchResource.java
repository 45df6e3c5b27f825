package dev.pluginsuite.deployment.watch;

import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A deployment as it goes on. */
@Path("/admin/plugin-registry/deployments/{id}/events")
class WatchResource {
  private final WatchService deployments;
  private final Caller caller;

  WatchResource(WatchService deployments, Caller caller) {
    this.deployments = deployments;
    this.caller = caller;
  }

  /** Every decision and the counters after it, from the beginning or from the last event on. */
  @GET
  @Watched
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Multi<OutboundSseEvent> watch(
      @RestPath UUID id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    return deployments
        .watch(id, Cursor.of(lastEventId), caller.principal())
        .map(told -> event(told, sse));
  }

  private static OutboundSseEvent event(Told told, Sse sse) {
    var builder = sse.newEventBuilder();
    if (told.data() == null) {
      return builder.comment("still here").build();
    }
    return builder
        .id(told.at().toString())
        .name(told.name())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(told.data())
        .build();
  }
}
