package dev.pluginsuite.installation.installation;

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

/** The history of an installation over HTTP. */
@Path("/admin/plugins/{id}/history")
class HistoryResource {
  private final InstallationService installations;
  private final Caller caller;

  HistoryResource(InstallationService installations, Caller caller) {
    this.installations = installations;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<HistoryView>> list(@RestPath UUID id, @BeanParam @Valid PageRequest page) {
    return installations
        .history(id, caller.sites(), page)
        .map(it -> it.answer(HistoryView::of, row -> row.id));
  }
}
