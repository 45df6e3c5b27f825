package dev.pluginsuite.installation.provisioning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KeycloakAdminTest {
  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @BeforeEach
  void a_server_that_begins_an_answer_and_falls_silent() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", KeycloakAdminTest::beginAnswer);
    server.start();
  }

  private static void beginAnswer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1_000);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void an_answer_that_never_ends_is_none() {
    var keycloak = new KeycloakAdmin(new Config(server.getAddress().getPort()), new ObjectMapper());

    assertThatThrownBy(() -> keycloak.get("/clients")).hasMessage("Keycloak does not answer");
  }

  private record Config(int port) implements KeycloakConfig {
    @Override
    public String url() {
      return "http://127.0.0.1:" + port;
    }

    @Override
    public String realm() {
      return "test";
    }

    @Override
    public String clientId() {
      return "installation-service";
    }

    @Override
    public String clientSecret() {
      return "secret";
    }

    @Override
    public String audience() {
      return "plugin-suite";
    }

    @Override
    public Duration timeout() {
      return Duration.ofMillis(500);
    }
  }
}
