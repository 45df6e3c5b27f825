package dev.pluginsuite.installation.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.common.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a site has at Keycloak: a confidential client whose service account is the agent of this
 * site and of no other. Blocks; call it from a worker thread.
 */
@ApplicationScoped
public class SiteClients {
  private static final int CREATED = 201;
  private static final int EXISTS = 409;

  private final KeycloakAdmin keycloak;
  private final String audience;

  SiteClients(KeycloakAdmin keycloak, KeycloakConfig config) {
    this.keycloak = keycloak;
    this.audience = config.audience();
  }

  /** Makes what is missing; may be done again. */
  public void make(String siteId) {
    keycloak.post("/clients", client(siteId), Set.of(CREATED, EXISTS));
    var account =
        keycloak.get("/clients/%s/service-account-user".formatted(keyOf(siteId))).path("id");
    var role = keycloak.get("/roles/" + Roles.SITE_AGENT);
    keycloak.post(
        "/users/%s/role-mappings/realm".formatted(account.asText()),
        List.of(Map.of("id", role.path("id").asText(), "name", Roles.SITE_AGENT)),
        Set.of(204));
  }

  /** Removes it with its account; may be done again. */
  public void remove(String siteId) {
    var client = find(siteId);
    if (!client.isMissingNode()) {
      keycloak.delete("/clients/" + client.path("id").asText());
    }
  }

  /** A new secret; the one before stops working. */
  public String newSecret(String siteId) {
    return keycloak
        .post("/clients/%s/client-secret".formatted(keyOf(siteId)), Map.of(), Set.of(200))
        .path("value")
        .asText();
  }

  public static String clientIdOf(String siteId) {
    return "site-" + siteId;
  }

  private String keyOf(String siteId) {
    var client = find(siteId);
    if (client.isMissingNode()) {
      throw new IllegalStateException("Keycloak has no client " + clientIdOf(siteId));
    }
    return client.path("id").asText();
  }

  private JsonNode find(String siteId) {
    return keycloak.get("/clients?clientId=" + clientIdOf(siteId)).path(0);
  }

  private Map<String, Object> client(String siteId) {
    return Map.of(
        "clientId", clientIdOf(siteId),
        "name", "Agent of " + siteId,
        "enabled", true,
        "publicClient", false,
        "serviceAccountsEnabled", true,
        "standardFlowEnabled", false,
        "directAccessGrantsEnabled", false,
        "fullScopeAllowed", true,
        "protocolMappers", List.of(siteClaim(siteId), audience()));
  }

  /** Hard-coded, so that nothing the agent or its account could change widens it. */
  private static Map<String, Object> siteClaim(String siteId) {
    return mapper(
        "site",
        "oidc-hardcoded-claim-mapper",
        Map.of(
            "claim.name", "sites",
            "claim.value", "[\"%s\"]".formatted(siteId),
            "jsonType.label", "JSON",
            "access.token.claim", "true"));
  }

  private Map<String, Object> audience() {
    return mapper(
        "audience",
        "oidc-audience-mapper",
        Map.of("included.custom.audience", audience, "access.token.claim", "true"));
  }

  private static Map<String, Object> mapper(String name, String type, Map<String, String> config) {
    return Map.of(
        "name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
  }
}
