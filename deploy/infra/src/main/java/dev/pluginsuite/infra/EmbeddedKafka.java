package dev.pluginsuite.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** Kafka in a JVM of its own, from the jars that the build put beside our classes. */
final class EmbeddedKafka extends EmbeddedServer implements Kafka {
  private final Path folder;
  private final KafkaConfiguration configuration;
  private Path jars = Path.of("jars");

  EmbeddedKafka(Workspace workspace, int port) {
    super(Infrastructure.Part.KAFKA, workspace, port);
    this.folder = workspace.folder("kafka");
    this.configuration = new KafkaConfiguration(workspace.secrets());
  }

  @Override
  void prepare() throws IOException, InterruptedException {
    var name = "kafka-" + Versions.KAFKA + "-" + KafkaJars.hash();
    jars = Cache.folder(name, KafkaJars::copyTo);
    if (!Files.exists(folder.resolve("data/meta.properties"))) {
      format();
    }
  }

  private void format() throws IOException, InterruptedException {
    var id = Uuid.randomUuid().toString();
    var properties = writeProperties().toString();
    Child.run(
        java("-Xmx128m", "kafka.tools.StorageTool", "format", "-t", id, "-c", properties),
        Map.of(),
        folder);
  }

  @Override
  List<String> command() throws IOException {
    return java("-Xmx256m", "kafka.Kafka", writeProperties().toString());
  }

  private List<String> java(String heap, String... mainAndArguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dlog4j2.configurationFile=" + jars.resolve("log4j2.properties")));
    command.addAll(List.of("-cp", jars + "/*"));
    command.addAll(List.of(mainAndArguments));
    return command;
  }

  private Path writeProperties() throws IOException {
    var file = folder.resolve("server.properties");
    var data = folder.resolve("data").toString();
    Secrets.writePrivately(file, configuration.properties("127.0.0.1", port(), innerPort(), data));
    return file;
  }

  @Override
  boolean isReady() throws InterruptedException {
    return !Ports.isFree(port()) && KafkaTopics.isReady(clientConfig(admin()));
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
