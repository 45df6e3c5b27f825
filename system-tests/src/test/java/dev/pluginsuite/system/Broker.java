package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** One of several brokers of a suite, and its disk. */
final class Broker {
  private static final String MAIN = "kafka.Kafka";

  private final int id;
  private final ServiceProcess process;
  private final Path folder;
  private final Path properties;
  private final List<String> jvm;

  Broker(Suite suite, int id) {
    var name = id == 1 ? "kafka" : "kafka-" + id;
    this.id = id;
    this.process = suite.process(name);
    this.folder = suite.state().resolve("infra").resolve(name);
    this.properties = folder.resolve("server.properties");
    var command = process.commandLine();
    this.jvm = command.subList(0, command.indexOf(MAIN));
  }

  int id() {
    return id;
  }

  /** With SIGKILL, and nothing is left of its disk; the answer starts it again. */
  ServiceProcess.Killed lose() throws IOException {
    var killed = process.kill();
    try (var files = Files.walk(folder.resolve("data"))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    return killed;
  }

  /** A disk of the same cluster and node, with nothing on it. */
  void format(Admin admin) throws IOException, InterruptedException, ExecutionException {
    var cluster = admin.describeCluster().clusterId().get();
    var command =
        tool("kafka.tools.StorageTool", "format", "-t", cluster, "-c", properties.toString());
    var log = folder.resolve("format.log");
    var formatting =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var ended = formatting.waitFor(1, TimeUnit.MINUTES);
    formatting.destroyForcibly();
    assertThat(ended && formatting.exitValue() == 0).as(Files.readString(log)).isTrue();
  }

  /** One of Kafka's own, with what this broker runs on. */
  List<String> tool(String... mainAndArguments) {
    var command = new ArrayList<>(jvm);
    command.addAll(List.of(mainAndArguments));
    return command;
  }
}
