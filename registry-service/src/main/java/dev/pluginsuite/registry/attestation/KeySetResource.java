package dev.pluginsuite.registry.attestation;

import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The root-signed key set over HTTP; agents check it against the root key they pinned. */
@Path("/admin/plugin-registry/keys")
class KeySetResource {
  private final AttestationService attestations;

  KeySetResource(AttestationService attestations) {
    this.attestations = attestations;
  }

  @GET
  @RolesAllowed({
    Roles.DEVELOPER,
    Roles.CENTRAL_IT,
    Roles.SITE_ADMIN,
    Roles.SITE_AGENT,
    Roles.AUDITOR,
    Roles.SERVICE
  })
  public Answer<Envelope> keys() {
    return Answer.of(attestations.keySet());
  }
}
