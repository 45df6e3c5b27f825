package dev.pluginsuite.validation.affected;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which packages have libraries about which the vulnerability database says something. */
@Path("/admin/plugin-registry/vulnerabilities/affected")
class AffectedResource {
  private final AffectedService affected;

  AffectedResource(AffectedService affected) {
    this.affected = affected;
  }

  /** Newest first; shortly after a load it grows until every package was compared. */
  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<AffectedView>> list(
      @RestQuery @Nullable String advisory,
      @RestQuery @Nullable PackageStatus status,
      @RestQuery @Nullable UUID packageId,
      @BeanParam @Valid PageRequest page) {
    return affected
        .list(AffectedFilter.of(advisory, status, packageId), page)
        .map(found -> found.answer(it -> it, AffectedView::id));
  }
}
