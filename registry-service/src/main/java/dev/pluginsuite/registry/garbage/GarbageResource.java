package dev.pluginsuite.registry.garbage;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/** Garbage collection over HTTP. Repeating it is harmless. */
@Path("/admin/plugin-registry/storage/gc")
class GarbageResource {
  private final GarbageCollection garbage;
  private final Caller caller;

  GarbageResource(GarbageCollection garbage, Caller caller) {
    this.garbage = garbage;
    this.caller = caller;
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<Answer<GarbageView>> collect(@RestQuery @DefaultValue("false") boolean dryRun) {
    return garbage
        .run(dryRun, caller.actor())
        .map(it -> new Answer<>(it, dryRun ? "Nothing was removed" : "Garbage collected"));
  }
}
