package dev.pluginsuite.health.rollup;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.health.installation.InstallationService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The history of an installation in steps, and what it says of the packages that ran. */
@Path("/admin/plugins/{id}/health/rollups")
class RollupResource {
  private final RollupService rollups;
  private final InstallationService installations;
  private final Caller caller;
  private final Clock clock;

  RollupResource(
      RollupService rollups, InstallationService installations, Caller caller, Clock clock) {
    this.rollups = rollups;
    this.installations = installations;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<Answer<PointsView>> points(
      @RestPath UUID id,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String resolution) {
    var span = Span.of(from, to, resolution, clock.instant());
    return installations
        .get(id, caller.sites())
        .chain(known -> rollups.points(known.installationId(), span))
        .map(Answer::of);
  }

  @GET
  @Path("/packages")
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<Answer<PackagesView>> packages(
      @RestPath UUID id, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
    var span = Span.of(from, to, "auto", clock.instant());
    return installations
        .get(id, caller.sites())
        .chain(known -> rollups.packages(known.installationId(), span))
        .map(Answer::of);
  }
}
