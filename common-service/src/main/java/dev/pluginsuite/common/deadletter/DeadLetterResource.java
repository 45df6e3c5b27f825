package dev.pluginsuite.common.deadletter;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.ThisService;
import dev.pluginsuite.common.paging.Page;
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
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Has dead letters handled again once the reason is gone, page by page. */
@Path("/admin/{service}/dead-letters/replay")
class DeadLetterResource {
  private final Replay replay;
  private final ThisService service;
  private final Caller caller;

  DeadLetterResource(Replay replay, ThisService service, Caller caller) {
    this.replay = replay;
    this.service = service;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.CENTRAL_IT, Roles.SERVICE})
  public Uni<ListAnswer<Replayed>> replay(
      @RestPath("service") String name,
      @RestQuery @NotNull String topic,
      @BeanParam @Valid PageRequest page) {
    service.check(name);
    return replay
        .of(topic, page.from(), page.limit, caller.actor())
        .map(DeadLetterResource::answer);
  }

  private static ListAnswer<Replayed> answer(Page<Replayed> page) {
    var handled = page.rows().stream().filter(Replayed::handled).count();
    var list = page.answer(Function.identity(), Replayed::offset);
    var message = "%d of %d handled.".formatted(handled, list.data().size());
    return new ListAnswer<>(list.data(), message, list.pagination());
  }
}
