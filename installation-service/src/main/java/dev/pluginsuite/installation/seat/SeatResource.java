package dev.pluginsuite.installation.seat;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The seats of a licence over HTTP. */
@Path("/admin/plugin-registry/licenses/{id}/seats")
class SeatResource {
  private final SeatService seats;
  private final Caller caller;

  SeatResource(SeatService seats, Caller caller) {
    this.seats = seats;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<ListAnswer<SeatView>> list(@RestPath UUID id, @BeanParam @Valid PageRequest page) {
    return seats.list(id, caller.sites(), page).map(it -> it.answer(row -> row, SeatView::siteId));
  }
}
