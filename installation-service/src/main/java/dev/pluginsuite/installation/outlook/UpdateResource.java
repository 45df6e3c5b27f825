package dev.pluginsuite.installation.outlook;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Newer versions over HTTP, paged by site. */
@Path("/admin/plugins/updates")
class UpdateResource {
  private final OutlookService outlook;
  private final CatchUp catchUp;
  private final Caller caller;

  UpdateResource(OutlookService outlook, CatchUp catchUp, Caller caller) {
    this.outlook = outlook;
    this.catchUp = catchUp;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<ListAnswer<SiteUpdates>> updates(
      @QueryParam("siteId") @Size(max = 41) @Nullable String siteId,
      @BeanParam @Valid PageRequest page) {
    var scope = scope(siteId);
    return catchUp
        .on(List.of(Topic.PACKAGES), () -> outlook.updates(scope, page))
        .map(it -> it.answer(row -> row, SiteUpdates::siteId));
  }

  private SiteScope scope(@Nullable String siteId) {
    if (siteId == null) {
      return caller.sites();
    }
    if (!caller.sites().contains(siteId)) {
      throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(siteId));
    }
    return SiteScope.of(Set.of(siteId));
  }
}
