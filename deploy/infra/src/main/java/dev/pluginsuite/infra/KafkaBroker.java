package dev.pluginsuite.infra;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One of Kafka's nodes in a JVM of its own. */
final class KafkaBroker extends EmbeddedServer {
  private final EmbeddedKafka cluster;
  private final int id;
  private final Path folder;
  private @Nullable KafkaRuntime runtime;

  KafkaBroker(EmbeddedKafka cluster, Workspace workspace, int id, int port) {
    super(Infrastructure.Part.KAFKA, name(id), workspace, port);
    this.cluster = cluster;
    this.id = id;
    this.folder = workspace.folder(name(id));
  }

  static String name(int id) {
    return id == 1 ? "kafka" : "kafka-" + id;
  }

  @Override
  void prepare() throws IOException, InterruptedException {
    runtime = cluster.runtime(workspace::tell);
    if (clusterId().isEmpty()) {
      Child.run(
          runtime.tool(
              "kafka.tools.StorageTool",
              "format",
              "-t",
              cluster.id(),
              "-c",
              writeProperties().toString()),
          Map.of(),
          folder);
    }
  }

  /** What its disk belongs to; an empty one has to be formatted. */
  Optional<String> clusterId() {
    var file = data().resolve("meta.properties");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(properties.getProperty("cluster.id"));
  }

  Path data() {
    return folder.resolve("data");
  }

  @Override
  List<String> command() throws IOException {
    return requireNonNull(runtime).server(writeProperties());
  }

  private Path writeProperties() throws IOException {
    var file = folder.resolve("server.properties");
    var controllers = cluster.controllers().orElse(List.of(innerPort()));
    var node = KafkaNode.local(id, port(), data().toString(), controllers);
    Secrets.writePrivately(file, cluster.configuration().properties(node));
    return file;
  }

  @Override
  boolean isReady() throws InterruptedException {
    return !Ports.isFree(port()) && KafkaTopics.isReady(asAdmin(), id);
  }

  private Map<String, String> asAdmin() {
    return KafkaConfiguration.client(address(), cluster.admin());
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  @Override
  void provision() {
    // Topics are the cluster's, once all of it is there.
  }
}
