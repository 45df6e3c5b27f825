package dev.pluginsuite.benchmarks;

import dev.pluginsuite.local.api.Tokens;
import dev.pluginsuite.local.journey.World;
import dev.pluginsuite.local.service.LocalService;
import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Where everything of the suite is, by its state folder and the order in which it takes ports. */
final class RunningSuite {
  private static final int BEFORE_SERVICES = 8080;

  private final Path state;
  private final int portBase;
  private final Properties configuration;
  private final Tokens tokens;

  RunningSuite(Path state, int portBase) throws IOException {
    this.state = state;
    this.portBase = portBase;
    this.configuration =
        read(state.resolve("services/registry-service/config/application.properties"));
    this.tokens = new Tokens(configuration.getProperty("quarkus.oidc.auth-server-url"));
  }

  Path state() {
    return state;
  }

  /** One for all calls: Keycloak takes a flood of logins for an attack. */
  Tokens tokens() {
    return tokens;
  }

  URI api(String path) {
    return local(portBase, "/api/v1" + path);
  }

  URI readiness(LocalService service) {
    return local(portBase + service.usualPort() - BEFORE_SERVICES, "/q/health/ready");
  }

  World world() {
    return new World(local(portBase, ""), tokens, List.of(site("site-1", 6), site("site-2", 7)));
  }

  private DemoSite site(String id, int port) {
    return new DemoSite(id, id, portBase + port, state.resolve("sites").resolve(id));
  }

  /** As the superuser, who alone sees more than one schema. */
  Connection database() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + configuration.getProperty("suite.database"),
        "postgres",
        read(state.resolve("infra/secrets.properties")).getProperty("postgres.admin"));
  }

  /** The one number that a query answers. */
  int count(String query) throws IOException {
    try (var connection = database();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** As the superuser, who alone may read what is for one site each. */
  Map<String, Object> kafkaClient() throws IOException {
    var password = read(state.resolve("infra/secrets.properties")).getProperty("kafka.admin");
    return Map.of(
        "bootstrap.servers", configuration.getProperty("kafka.bootstrap.servers"),
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"%s\";"
                .formatted(password),
        "isolation.level", "read_committed");
  }

  private static Properties read(Path file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static URI local(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
