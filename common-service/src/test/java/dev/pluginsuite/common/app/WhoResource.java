package dev.pluginsuite.common.app;

import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.TreeSet;

/** What a token says. */
@Path("/who")
class WhoResource {
  private final Caller caller;

  WhoResource(Caller caller) {
    this.caller = caller;
  }

  @GET
  @RolesAllowed({
    Roles.DEVELOPER,
    Roles.SITE_ADMIN,
    Roles.SITE_AGENT,
    Roles.CENTRAL_IT,
    Roles.AUDITOR,
    Roles.SERVICE
  })
  public Who who() {
    var scope = caller.sites();
    var actor = caller.actor();
    return new Who(
        caller.principal(),
        actor.name(),
        String.valueOf(actor.address()),
        scope.all(),
        new TreeSet<>(scope.sites()));
  }

  record Who(String principal, String name, String address, boolean all, TreeSet<String> sites) {}
}
