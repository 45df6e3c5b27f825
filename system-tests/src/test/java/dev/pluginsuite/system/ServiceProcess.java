package dev.pluginsuite.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A process of the suite that a test kills with -9 and starts again as it was (Linux: read from
 * {@code /proc}).
 */
final class ServiceProcess {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s]+)");

  private final String name;
  private final Path state;

  ServiceProcess(String name, Path state) {
    this.name = name;
    this.state = state;
  }

  /** Kills it at once; the answer starts it again. */
  Killed kill() {
    try {
      var process = ProcessHandle.of(pid()).orElseThrow();
      var proc = Path.of("/proc", String.valueOf(process.pid()));
      var command = zeroSeparated(proc.resolve("cmdline"));
      var folder = proc.resolve("cwd").toRealPath();
      process.destroyForcibly();
      process.onExit().join();
      return new Killed(command, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the same once more, on a free port. */
  Replica replica() {
    try {
      var proc = Path.of("/proc", String.valueOf(pid()));
      var log = state.resolve("logs").resolve(name + ".replica.log");
      var builder =
          builder(zeroSeparated(proc.resolve("cmdline")), proc.resolve("cwd").toRealPath());
      builder.environment().put("QUARKUS_HTTP_PORT", "0");
      var process = builder.redirectOutput(log.toFile()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Replica(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One more process of a service, until it is closed. */
  record Replica(Process process, Path log) implements AutoCloseable {
    /** Waits until it listens. */
    URI address() {
      var said =
          Awaitility.await()
              .atMost(Duration.ofMinutes(2))
              .until(() -> LISTENING.matcher(Files.readString(log)), Matcher::find);
      return URI.create(said.group(1));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  private static ProcessBuilder builder(List<String> command, Path folder) {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"));
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(pidFile()).strip().split(" ", -1)[0]);
  }

  /** Of a service or a site's; otherwise of the infrastructure. */
  private Path pidFile() {
    var ours = state.resolve("run").resolve(name + ".pid");
    return Files.exists(ours) ? ours : state.resolve("infra").resolve(name + ".pid");
  }

  private static List<String> zeroSeparated(Path file) throws IOException {
    return Arrays.stream(
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** A process that is gone. */
  final class Killed {
    private final List<String> command;
    private final Path folder;

    private Killed(List<String> command, Path folder) {
      this.command = command;
      this.folder = folder;
    }

    void startAgain() {
      try {
        var log = state.resolve("logs").resolve(name + ".again.log").toFile();
        var process =
            builder(command, folder).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
        // The launcher ends what it finds here, should this run be interrupted.
        var since =
            process.toHandle().info().startInstant().map(Object::toString).orElse("unknown");
        Files.writeString(pidFile(), process.pid() + " " + since + "\n");
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
