package dev.pluginsuite.registry.attestation;

import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Signed approvals and keys over HTTP: no secrets, so whoever may know of the suite may check it.
 */
@Path("/admin/plugin-registry/packages/{id}/attestation")
@RolesAllowed({
  Roles.DEVELOPER,
  Roles.CENTRAL_IT,
  Roles.SITE_ADMIN,
  Roles.SITE_AGENT,
  Roles.AUDITOR,
  Roles.SERVICE
})
class AttestationResource {
  private final AttestationService attestations;

  AttestationResource(AttestationService attestations) {
    this.attestations = attestations;
  }

  @GET
  public Uni<Answer<Envelope>> attestation(@RestPath UUID id) {
    return attestations.get(id).map(Answer::of);
  }
}
