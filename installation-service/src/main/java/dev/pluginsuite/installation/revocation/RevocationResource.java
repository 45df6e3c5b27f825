package dev.pluginsuite.installation.revocation;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The progress of revocations over HTTP. */
@Path("/admin/plugin-registry/revocations")
class RevocationResource {
  private final RevocationService revocations;
  private final CatchUp catchUp;

  RevocationResource(RevocationService revocations, CatchUp catchUp) {
    this.revocations = revocations;
    this.catchUp = catchUp;
  }

  @GET
  @Path("/{packageId}")
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<Answer<RevocationView>> progress(@RestPath UUID packageId) {
    return catchUp
        .on(List.of(Topic.PACKAGES), () -> revocations.progress(packageId))
        .map(Answer::of);
  }
}
