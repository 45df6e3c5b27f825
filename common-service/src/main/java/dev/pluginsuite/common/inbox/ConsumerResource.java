package dev.pluginsuite.common.inbox;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ListAnswer.Pagination;
import dev.pluginsuite.common.http.ThisService;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** Shows what this service's consumers have before them: who hears what, and what waits. */
@Path("/admin/{service}/consumers")
class ConsumerResource {
  private final ConsumerStates states;
  private final ThisService service;

  ConsumerResource(ConsumerStates states, ThisService service) {
    this.states = states;
    this.service = service;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.SERVICE})
  public Uni<ListAnswer<ConsumerState>> consumers(@RestPath("service") String name) {
    service.check(name);
    return states.all().map(ConsumerResource::answer);
  }

  private static ListAnswer<ConsumerState> answer(List<ConsumerState> topics) {
    var atEnd = topics.stream().filter(ConsumerState::isAtEnd).count();
    var message = "%d of %d topics are heard to their end.".formatted(atEnd, topics.size());
    return new ListAnswer<>(topics, message, new Pagination(topics.size(), null));
  }
}
