package dev.pluginsuite.system;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What running services have loaded, so that the next ones load it in half the time. From JDK 19 on
 * the launcher sees to that by itself.
 */
record ClassArchives(Path state) {
  /** What records has hundreds of megabytes more from then on: not where memory is measured. */
  private static final boolean IS_RECORDING =
      Runtime.version().feature() < 19 && !Boolean.getBoolean("suite.measured");

  /** Option of the JVMs that are recorded; one that has an archive may not have it. */
  static final String RECORDING = IS_RECORDING ? "-XX:+RecordDynamicDumpInfo" : "";

  /** Without one a start takes longer, and no test fails. */
  void record() {
    if (!IS_RECORDING) {
      return;
    }
    try {
      Files.createDirectories(archive("any").getParent());
      var dumps = new ArrayList<Process>();
      for (var service : LocalService.fullNames()) {
        dumps.add(dump(service));
      }
      for (var each : dumps) {
        if (!each.waitFor(1, TimeUnit.MINUTES)) {
          each.destroyForcibly();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process dump(String service) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var pid = String.valueOf(new ServiceProcess(service, state).pid());
    var file = archive(service).toString();
    return new ProcessBuilder(jcmd, pid, "VM.cds", "dynamic_dump", file)
        .redirectErrorStream(true)
        .redirectOutput(state.resolve("logs").resolve(service + ".archive.log").toFile())
        .start();
  }

  /** What another suite has recorded, if there is one; a JVM leaves aside what does not fit. */
  void takeOver(ClassArchives other) {
    try {
      for (var service : LocalService.fullNames()) {
        if (Files.exists(other.archive(service))) {
          Files.createDirectories(archive(service).getParent());
          // The same bytes; whoever removes one folder leaves the other.
          Files.createLink(archive(service), other.archive(service));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path archive(String service) {
    return state.resolve("class-archives").resolve(service + ".jsa");
  }

  /** Its command, less what records and with what was recorded. */
  List<String> used(String service, List<String> command) {
    if (!command.contains(RECORDING) || !Files.exists(archive(service))) {
      return command;
    }
    var used = new ArrayList<>(command);
    used.set(used.indexOf(RECORDING), "-XX:SharedArchiveFile=" + archive(service));
    return used;
  }
}
