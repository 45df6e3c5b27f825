package dev.pluginsuite.infra;

import dev.pluginsuite.infra.Infrastructure.Part;
import org.testcontainers.DockerClientFactory;

/** Child processes, or containers where they are asked for and an engine answers. */
enum Servers {
  EMBEDDED {
    @Override
    Server make(Part part, Workspace workspace, Wish wish) {
      return switch (part) {
        case POSTGRES -> new EmbeddedPostgres(workspace, wish.port(), wish.durable());
        case KAFKA -> new EmbeddedKafka(workspace, wish.port(), wish.kafkaBrokers());
        case KEYCLOAK -> new EmbeddedKeycloak(workspace, wish.port());
      };
    }
  },
  CONTAINERS {
    @Override
    Server make(Part part, Workspace workspace, Wish wish) {
      int port = wish.port() == 0 ? Ports.free() : wish.port();
      return switch (part) {
        case POSTGRES -> new ContainerPostgres(workspace, port, wish.durable());
        case KAFKA -> new ContainerKafka(workspace, port);
        case KEYCLOAK -> new ContainerKeycloak(workspace, port);
      };
    }
  };

  private static final String WANTED =
      System.getProperty("suite.infra", System.getenv().getOrDefault("SUITE_INFRA", "embedded"));

  /** More than one is for those who look at what is lost with one of them. */
  static final int KAFKA_BROKERS =
      Integer.parseInt(System.getenv().getOrDefault("PLUGIN_SUITE_KAFKA_BROKERS", "1"));

  /**
   * How a server is wanted.
   *
   * @param port 0 stands for any free one
   * @param durable whether rows survive a power cut
   * @param kafkaBrokers of processes; a container is always one
   */
  record Wish(int port, boolean durable, int kafkaBrokers) {}

  abstract Server make(Part part, Workspace workspace, Wish wish);

  static Servers wanted(Workspace workspace) {
    if (!WANTED.equals("containers")) {
      return EMBEDDED;
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      return CONTAINERS;
    }
    workspace.tell("No container engine answers: PostgreSQL, Kafka and Keycloak run as processes");
    return EMBEDDED;
  }
}
