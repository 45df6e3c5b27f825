package dev.pluginsuite.infra;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * The same three servers as containers that somebody else starts: they are given their files
 * before, and made ready after, with the roles, topics, rights and the realm that they have
 * everywhere. Names are those of Compose's network.
 */
public final class ComposedInfrastructure {
  private static final int KAFKA_PORT = 9092;

  private final Path folder;
  private final Secrets secrets;
  private final ComposedPostgres postgres;
  private final ComposedKafka kafka;
  private final ComposedKeycloak keycloak;

  private ComposedInfrastructure(Path folder) {
    this.folder = Folders.create(folder);
    this.secrets = new Secrets(folder.resolve("secrets.properties"));
    this.postgres = new ComposedPostgres(new PostgresRoles(secrets, "postgres"));
    this.kafka = new ComposedKafka(new KafkaConfiguration(secrets));
    this.keycloak = new ComposedKeycloak(new KeycloakRealm(secrets));
  }

  /** Passwords that the folder has already stay as they are. */
  public static ComposedInfrastructure in(Path folder) {
    return new ComposedInfrastructure(folder);
  }

  /** What the containers read when they start. */
  public void writeFiles() throws IOException {
    write("postgres-password", postgres.adminPassword());
    write("kafka.properties", kafka.properties());
    write("keycloak.env", keycloak.environment());
  }

  private void write(String name, String text) throws IOException {
    Secrets.writePrivately(folder.resolve(name), text);
  }

  /** Roles in the database, topics and rights in Kafka; both may be there already. */
  public void provision() throws InterruptedException {
    postgres.roles.provision(postgres.port());
    KafkaTopics.provision(kafka.clientConfig(kafka.admin()));
  }

  public Postgres postgres() {
    return postgres;
  }

  public Kafka kafka() {
    return kafka;
  }

  public Keycloak keycloak() {
    return keycloak;
  }

  private record ComposedPostgres(PostgresRoles roles) implements Postgres {
    @Override
    public int port() {
      return 5432;
    }

    @Override
    public String address() {
      return "postgres:5432/suite";
    }

    @Override
    public String adminPassword() {
      return roles.admin().password();
    }

    @Override
    public Credentials login(String service) {
      return roles.login(service);
    }

    @Override
    public Credentials owner(String service) {
      return roles.owner(service);
    }
  }

  private record ComposedKafka(KafkaConfiguration configuration) implements Kafka {
    String properties() {
      return configuration.properties(
          KafkaNode.alone("0.0.0.0", "kafka", KAFKA_PORT, KAFKA_PORT + 1, "/var/lib/kafka/data"));
    }

    @Override
    public String bootstrapServers() {
      return "kafka:" + KAFKA_PORT;
    }

    @Override
    public Credentials admin() {
      return configuration.admin();
    }

    @Override
    public Credentials service(String service) {
      return configuration.service(service);
    }
  }

  private record ComposedKeycloak(KeycloakRealm realm) implements Keycloak {
    String environment() {
      return new TreeMap<>(realm.environment())
          .entrySet().stream()
              .map(it -> "%s=%s\n".formatted(it.getKey(), it.getValue()))
              .collect(joining());
    }

    @Override
    public int port() {
      return 8080;
    }

    @Override
    public String baseUrl() {
      return "http://keycloak:8080/auth";
    }

    @Override
    public Credentials admin() {
      return realm.admin();
    }

    @Override
    public String clientSecret(String clientId) {
      return realm.clientSecret(clientId);
    }
  }
}
