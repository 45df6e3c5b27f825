package dev.pluginsuite.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a broker's JVM runs: the jars that the build put beside our classes, started from an archive
 * of their classes.
 *
 * @param sharing option of a JVM that serves
 * @param toolSharing option of a JVM that does something once
 */
record KafkaRuntime(Path jars, String sharing, String toolSharing) {
  private static final String SHARED_BY_THE_JDK = "-Xshare:auto";

  /** Unpacked and recorded first if this user has not had it yet. */
  static KafkaRuntime cached(Consumer<String> progress) throws IOException, InterruptedException {
    var name = "kafka-" + Versions.KAFKA + "-" + KafkaJars.hash();
    var java = System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9.]+", "_");
    var jars = Cache.folder(name, KafkaJars::copyTo);
    var archive =
        Cache.folder(name + "-java-" + java, target -> recordClasses(progress, jars, target));
    var sharing = "-XX:SharedArchiveFile=" + archive.resolve("classes.jsa");
    return new KafkaRuntime(jars, sharing, sharing);
  }

  /** Loading the broker's classes takes half of its start; a recorded run spares the next ones. */
  private static void recordClasses(Consumer<String> progress, Path jars, Path target)
      throws InterruptedException {
    progress.accept("Recording the classes of Kafka " + Versions.KAFKA + ", once per user");
    var record = "-XX:ArchiveClassesAtExit=" + target.resolve("classes.jsa");
    var recording = new KafkaRuntime(jars, record, SHARED_BY_THE_JDK);
    try (var draft = Workspace.at(target.resolve("draft"), line -> {})) {
      var first = new EmbeddedKafka(draft, 0, 1, any -> recording);
      first.start();
      first.stop();
    }
    Folders.delete(target.resolve("draft"));
  }

  List<String> server(Path properties) {
    return java(sharing, "kafka.Kafka", properties.toString());
  }

  List<String> tool(String... mainAndArguments) {
    return java(toolSharing, mainAndArguments);
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

  /** Where a broker has it from. */
  interface Source {
    KafkaRuntime of(Consumer<String> progress) throws IOException, InterruptedException;
  }
}
