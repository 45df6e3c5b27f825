package dev.pluginsuite.infra;

import org.apache.kafka.common.Uuid;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

final class ContainerKafka extends ContainerServer implements Kafka {
  private static final String IMAGE = "apache/kafka:4.2.1";
  private static final String PROPERTIES = "/tmp/suite.properties";

  private final KafkaConfiguration configuration;

  ContainerKafka(Workspace workspace, int port) {
    // The same port inside and outside: the broker also calls itself by the name it advertises.
    super(Infrastructure.Part.KAFKA, workspace, port, IMAGE, port);
    this.configuration = new KafkaConfiguration(workspace.secrets());
  }

  @Override
  void configure(GenericContainer<?> container) {
    int controller = port() == 9093 ? 9094 : 9093;
    var node = KafkaNode.alone("0.0.0.0", "127.0.0.1", port(), controller, "/tmp/suite-data");
    var properties = configuration.properties(node);
    container.withCopyToContainer(Transferable.of(properties), PROPERTIES);
    container.addEnv("KAFKA_HEAP_OPTS", "-Xmx256m");
    // Past the image's own start script, which would make a configuration from variables.
    var script =
        "/opt/kafka/bin/kafka-storage.sh format --ignore-formatted -t %s -c %s && exec /opt/kafka/bin/kafka-server-start.sh %s"
            .formatted(Uuid.randomUuid(), PROPERTIES, PROPERTIES);
    container.withCreateContainerCmdModifier(
        create -> create.withEntrypoint("sh", "-c", script).withCmd());
  }

  @Override
  boolean isReady() throws InterruptedException {
    return KafkaTopics.isReady(clientConfig(admin()), 1);
  }

  @Override
  void provision() throws InterruptedException {
    KafkaTopics.provision(clientConfig(admin()));
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
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
