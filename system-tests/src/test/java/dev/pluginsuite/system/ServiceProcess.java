package dev.pluginsuite.system;

import dev.pluginsuite.infra.Unprivileged;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A process of the suite that a test kills with -9 and starts again as it was (Linux: read from
 * {@code /proc}).
 */
final class ServiceProcess {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s]+)");

  private static final AtomicInteger REPLICAS = new AtomicInteger();

  private final String name;
  private final Path state;

  ServiceProcess(String name, Path state) {
    this.name = name;
    this.state = state;
  }

  /** Kills it at once; the answer starts it again. */
  Killed kill() {
    return end(ProcessHandle::destroyForcibly);
  }

  /** Asks it to stop, and waits until it has. */
  Killed stop() {
    return end(ProcessHandle::destroy);
  }

  private Killed end(Consumer<ProcessHandle> signal) {
    try {
      var process = ProcessHandle.of(pid()).orElseThrow();
      var proc = Path.of("/proc", String.valueOf(process.pid()));
      var command = command(proc);
      var folder = proc.resolve("cwd").toRealPath();
      var children = process.descendants().toList();
      signal.accept(process);
      process.onExit().join();
      children.forEach(ServiceProcess::awaitEnd);
      return new Killed(command, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it was started with. */
  List<String> commandLine() {
    try {
      return zeroSeparated(Path.of("/proc", String.valueOf(pid()), "cmdline"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the launcher put before the database's command has done its work, and is not seen. */
  private List<String> command(Path proc) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if (name.equals("postgres")) {
      command.addAll(Unprivileged.prefix(state));
    }
    command.addAll(zeroSeparated(proc.resolve("cmdline")));
    return command;
  }

  /** Backends of a database outlive it for a moment, and would keep its memory from the next. */
  private static void awaitEnd(ProcessHandle child) {
    child.onExit().completeOnTimeout(child, 10, TimeUnit.SECONDS).join();
  }

  /** The most memory that it has had is that of now. */
  void forgetPeak() {
    try {
      Files.writeString(Path.of("/proc", String.valueOf(pid()), "clear_refs"), "5");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A figure of {@code /proc/<pid>/status}. */
  long mebibytes(String field) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid()), "status"))) {
      var line = lines.filter(it -> it.startsWith(field + ":")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    try {
      return ProcessHandle.of(pid()).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Replica replica() {
    return replica(Suite.ROOT);
  }

  /** Starts the same once more, on a free port, from this version of the project. */
  Replica replica(Path version) {
    try {
      var proc = Path.of("/proc", String.valueOf(pid()));
      var log =
          state.resolve("logs").resolve(name + ".replica-" + REPLICAS.incrementAndGet() + ".log");
      var builder =
          builder(
              zeroSeparated(proc.resolve("cmdline")), proc.resolve("cwd").toRealPath(), version);
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

    /** Asks it to stop, and waits until it has. */
    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  private ProcessBuilder builder(List<String> command, Path folder, Path version) {
    var there = command.stream().map(it -> of(version, it)).toList();
    return new ProcessBuilder(new ClassArchives(state).used(name, there))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"));
  }

  /** The same word of its command, whichever version it was started from. */
  private String of(Path version, String word) {
    var ours = Suite.ROOT.resolve(name).toString();
    return word.replace(Suite.FROM.resolve(name).toString(), ours)
        .replace(ours, version.resolve(name).toString());
  }

  long pid() throws IOException {
    return Long.parseLong(Files.readString(pidFile()).strip().split(" ", -1)[0]);
  }

  /** Of a service or a site's; otherwise of the infrastructure. */
  private Path pidFile() {
    var ours = state.resolve("run").resolve(name + ".pid");
    return Files.exists(ours) ? ours : state.resolve("infra").resolve(name + ".pid");
  }

  /** Each ends with a zero, and may be empty. */
  private static List<String> zeroSeparated(Path file) throws IOException {
    var all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1);
    return Arrays.asList(all).subList(0, all.length - 1);
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
      startAgain(Suite.ROOT);
    }

    void startAgain(Path version) {
      try {
        var log = state.resolve("logs").resolve(name + ".again.log").toFile();
        var process =
            builder(command, folder, version)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
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
