package dev.pluginsuite.infra;

import static dev.pluginsuite.infra.Infrastructure.Part.KEYCLOAK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeycloakTest {
  private static final Keycloak SERVER = Shared.INFRASTRUCTURE.keycloak();
  private final KeycloakClient client = new KeycloakClient(SERVER);

  @ParameterizedTest
  @CsvSource({
    "dev, dana.developer@example.com, developer, ''",
    "dev2, drew.developer@example.com, developer, ''",
    "it, ian.tech@example.com, central-it, ''",
    "it2, ines.tech@example.com, central-it, ''",
    "site1, sam.admin@example.com, site-admin, site-1",
    "site2, sol.admin@example.com, site-admin, site-2",
    "sites, sky.admin@example.com, site-admin, site-1 site-2",
    "audit, ada.auditor@example.com, auditor, ''"
  })
  void a_token_says_who_it_is_and_what_they_may_do(
      String user, String email, String role, String sites) {
    var token = client.claims(client.login(user, "demo-" + user));

    assertThat(token.get("iss").asText()).isEqualTo(SERVER.issuer());
    assertThat(token.get("aud").asText()).isEqualTo("plugin-suite");
    assertThat(token.get("email").asText()).isEqualTo(email);
    assertThat(texts(token.at("/realm_access/roles"))).containsExactly(role);
    assertThat(String.join(" ", texts(token.path("sites")))).isEqualTo(sites);
    assertThat(token.get("exp").asLong() - token.get("iat").asLong()).isEqualTo(600);
  }

  @Test
  void a_wrong_password_is_refused() {
    assertThatThrownBy(() -> client.login("audit", "wrong")).hasMessageContaining("invalid_grant");
  }

  @Test
  void validation_speaks_as_a_service() {
    var secret = SERVER.clientSecret("validation-service");

    var token = client.claims(client.loginClient("validation-service", secret));

    assertThat(texts(token.at("/realm_access/roles"))).containsExactly("service");
    assertThat(token.get("aud").asText()).isEqualTo("plugin-suite");
  }

  @Test
  void installation_makes_the_client_of_a_site() {
    var installation =
        client.loginClient("installation-service", SERVER.clientSecret("installation-service"));

    client.makeSiteClient(installation, "site-1", "made-up-secret");

    var token = client.claims(client.loginClient("site-site-1", "made-up-secret"));
    assertThat(texts(token.at("/realm_access/roles"))).contains("site-agent");
    assertThat(texts(token.get("sites"))).containsExactly("site-1");
    assertThat(texts(token.get("aud"))).contains("plugin-suite");
  }

  @Test
  void people_can_log_in_after_a_kill() {
    Shared.INFRASTRUCTURE.kill(KEYCLOAK);
    Shared.INFRASTRUCTURE.start(KEYCLOAK);

    assertThat(client.login("dev", "demo-dev")).isNotBlank();
  }

  private static List<String> texts(JsonNode node) {
    return node.isTextual()
        ? List.of(node.asText())
        : StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList();
  }
}
