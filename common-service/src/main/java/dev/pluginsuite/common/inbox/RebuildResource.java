package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.http.ThisService;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Has this service take what its owner says of a topic's subjects again, as if it were newer. */
@Path("/admin/{service}/projections/rebuild")
class RebuildResource {
  private final RebuildService rebuild;
  private final ThisService service;
  private final Caller caller;

  RebuildResource(RebuildService rebuild, ThisService service, Caller caller) {
    this.rebuild = rebuild;
    this.service = service;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.CENTRAL_IT, Roles.SERVICE})
  public Uni<Answer<Rebuild>> rebuild(
      @RestPath("service") String name, @RestQuery @NotNull String topic) {
    service.check(name);
    return rebuild.rebuild(topic, caller.actor()).map(rows -> answer(topic, rows));
  }

  private static Answer<Rebuild> answer(String topic, int rows) {
    return new Answer<>(new Rebuild(topic, rows), "%d rows wait for their state.".formatted(rows));
  }

  /**
   * @param rows that are as they were until their state is said again
   */
  record Rebuild(String topic, int rows) {}
}
