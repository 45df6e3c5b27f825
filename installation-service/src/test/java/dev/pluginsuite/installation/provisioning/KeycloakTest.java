package dev.pluginsuite.installation.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.infra.Infrastructure;
import dev.pluginsuite.infra.Infrastructure.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clients of sites at a real Keycloak. */
class KeycloakTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("NullAway.Init")
  private static Infrastructure infrastructure;

  @SuppressWarnings("NullAway.Init")
  private static SiteClients clients;

  @BeforeAll
  static void start() {
    infrastructure = Infrastructure.with(Part.KEYCLOAK).start();
    var keycloak = infrastructure.keycloak();
    var config = new Config(keycloak.baseUrl(), keycloak.clientSecret("installation-service"));
    clients = new SiteClients(new KeycloakAdmin(config, JSON), config);
  }

  @AfterAll
  static void stop() {
    infrastructure.close();
  }

  @Test
  void an_agents_token_speaks_for_its_site_alone() throws Exception {
    clients.make("site-7");
    clients.make("site-7");
    var first = clients.newSecret("site-7");

    var secret = clients.newSecret("site-7");

    var claims = claims(SiteClients.clientIdOf("site-7"), secret);
    assertThat(claims.path("sites")).extracting(JsonNode::asText).containsExactly("site-7");
    assertThat(claims.path("realm_access").path("roles"))
        .extracting(JsonNode::asText)
        .contains("site-agent");
    assertThat(claims.path("aud").toString()).contains("plugin-suite");
    assertThat(ask(SiteClients.clientIdOf("site-7"), first).statusCode()).isEqualTo(401);
  }

  private static JsonNode claims(String id, String secret)
      throws IOException, InterruptedException {
    var token = JSON.readTree(ask(id, secret).body()).path("access_token").asText();
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static java.net.http.HttpResponse<String> ask(String id, String secret)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(infrastructure.keycloak().issuer() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private record Config(String url, String clientSecret) implements KeycloakConfig {
    @Override
    public String realm() {
      return "plugin-suite";
    }

    @Override
    public String clientId() {
      return "installation-service";
    }

    @Override
    public String audience() {
      return "plugin-suite";
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(20);
    }
  }
}
