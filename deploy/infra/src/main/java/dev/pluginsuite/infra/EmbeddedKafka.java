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
  private final boolean recording;
  private String classSharing;
  private Path jars = Path.of("jars");

  EmbeddedKafka(Workspace workspace, int port) {
    this(workspace, port, false, "-Xshare:auto");
  }

  private EmbeddedKafka(Workspace workspace, int port, boolean recording, String classSharing) {
    super(Infrastructure.Part.KAFKA, workspace, port);
    this.folder = workspace.folder("kafka");
    this.recording = recording;
    this.classSharing = classSharing;
    this.configuration = new KafkaConfiguration(workspace.secrets());
  }

  @Override
  void prepare() throws IOException, InterruptedException {
    var name = "kafka-" + Versions.KAFKA + "-" + KafkaJars.hash();
    jars = Cache.folder(name, KafkaJars::copyTo);
    if (!recording) {
      var java = System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9.]+", "_");
      var archive = Cache.folder(name + "-java-" + java, this::recordClasses);
      classSharing = "-XX:SharedArchiveFile=" + archive.resolve("classes.jsa");
    }
    if (!Files.exists(folder.resolve("data/meta.properties"))) {
      format();
    }
  }

  /** Loading the broker's classes takes half of its start; a recorded run spares the next ones. */
  private void recordClasses(Path target) throws InterruptedException {
    workspace.tell("Recording the classes of Kafka " + Versions.KAFKA + ", once per user");
    var record = "-XX:ArchiveClassesAtExit=" + target.resolve("classes.jsa");
    try (var draft = Workspace.at(target.resolve("draft"), line -> {})) {
      var first = new EmbeddedKafka(draft, 0, true, record);
      first.start();
      first.stop();
    }
    Folders.delete(target.resolve("draft"));
  }

  private void format() throws IOException, InterruptedException {
    var id = Uuid.randomUuid().toString();
    var properties = writeProperties().toString();
    Child.run(
        java(
            recording ? "-Xshare:auto" : classSharing,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            id,
            "-c",
            properties),
        Map.of(),
        folder);
  }

  @Override
  List<String> command() throws IOException {
    return java(classSharing, "kafka.Kafka", writeProperties().toString());
  }

  private List<String> java(String sharing, String... mainAndArguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(sharing, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
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
