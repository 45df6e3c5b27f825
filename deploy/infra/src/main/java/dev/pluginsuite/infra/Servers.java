package dev.pluginsuite.infra;

import dev.pluginsuite.infra.Infrastructure.Part;
import org.testcontainers.DockerClientFactory;

/** Child processes, or containers where they are asked for and an engine answers. */
enum Servers {
  EMBEDDED {
    @Override
    Server make(Part part, Workspace workspace, int port, boolean durable) {
      return switch (part) {
        case POSTGRES -> new EmbeddedPostgres(workspace, port, durable);
        case KAFKA -> new EmbeddedKafka(workspace, port);
        case KEYCLOAK -> new EmbeddedKeycloak(workspace, port);
      };
    }
  },
  CONTAINERS {
    @Override
    Server make(Part part, Workspace workspace, int wanted, boolean durable) {
      int port = wanted == 0 ? Ports.free() : wanted;
      return switch (part) {
        case POSTGRES -> new ContainerPostgres(workspace, port, durable);
        case KAFKA -> new ContainerKafka(workspace, port);
        case KEYCLOAK -> new ContainerKeycloak(workspace, port);
      };
    }
  };

  private static final String WANTED =
      System.getProperty("suite.infra", System.getenv().getOrDefault("SUITE_INFRA", "embedded"));

  /** Port 0 stands for any free one. */
  abstract Server make(Part part, Workspace workspace, int port, boolean durable);

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
