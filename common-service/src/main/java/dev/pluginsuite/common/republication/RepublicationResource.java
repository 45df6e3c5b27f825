package dev.pluginsuite.common.republication;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.ThisService;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Says the current state of a topic's subjects again, page by page. */
@Path("/admin/{service}/republish")
class RepublicationResource {
  private final RepublicationService republication;
  private final ThisService service;
  private final Caller caller;

  RepublicationResource(RepublicationService republication, ThisService service, Caller caller) {
    this.republication = republication;
    this.service = service;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.CENTRAL_IT, Roles.SERVICE})
  public Uni<ListAnswer<SaidAgain>> republish(
      @RestPath("service") String name,
      @RestQuery @NotNull String topic,
      @BeanParam @Valid PageRequest page) {
    service.check(name);
    return republication
        .republish(topic, page, caller.actor())
        .map(it -> it.answer(SaidAgain::of, CurrentState::key));
  }

  record SaidAgain(String topic, String key, long revision) {
    static SaidAgain of(CurrentState it) {
      return new SaidAgain(it.topic(), it.key().toString(), it.revision());
    }
  }
}
