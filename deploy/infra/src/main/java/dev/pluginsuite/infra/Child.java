package dev.pluginsuite.infra;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A server process of ours. It leaves a pid file, so that a later launcher finds an orphan. */
final class Child {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int LAST_LINES = 30;
  private static final String PID = ".pid";
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

  private final String name;
  private final Process process;
  private final Path log;
  private final Path pidFile;

  private Child(String name, Process process, Path log, Path pidFile) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  static Child start(
      String name, Workspace workspace, List<String> command, Map<String, String> environment) {
    var log = workspace.log(name);
    var pidFile = pidFile(workspace.folder(), name);
    try {
      if (Files.exists(log)) {
        Files.move(log, log.resolveSibling(name + ".previous.log"), REPLACE_EXISTING);
      }
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.directory(workspace.folder().toFile());
      builder.redirectInput(new File("/dev/null")).redirectOutput(log.toFile());
      replace(builder.environment(), environment);
      var process = builder.start();
      Files.writeString(pidFile, process.pid() + "\n");
      return new Child(name, process, log, pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  /** Runs a command to its end; what it says is told only if it fails. */
  static void run(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    var output = Files.createTempFile(folder, "run", ".log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder.redirectInput(new File("/dev/null")).redirectOutput(output.toFile());
    replace(builder.environment(), environment);
    var process = builder.start();
    try {
      if (process.waitFor() != 0) {
        throw new StartFailure(command.get(0) + " failed:\n" + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  /** What a launcher is told (QUARKUS_…, KC_…, PG…) must not configure our servers. */
  private static void replace(Map<String, String> inherited, Map<String, String> environment) {
    inherited.keySet().retainAll(INHERITED);
    inherited.putAll(environment);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void awaitReady(Readiness readiness, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!readiness.isReady()) {
      if (process.waitFor(50, MILLISECONDS)) {
        throw new StartFailure(name + " stopped with " + ending() + ". " + lastLines());
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailure(
            name + " was not ready after " + patience.toSeconds() + " s. " + lastLines());
      }
    }
  }

  private String ending() {
    int code = process.exitValue();
    return code == 137 ? "SIGKILL (is there too little memory?)" : "exit code " + code;
  }

  private String lastLines() {
    try {
      var lines = Files.readAllLines(log);
      var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return "The end of " + log + ":\n" + String.join("\n", last);
    } catch (IOException e) {
      return "Its log " + log + " cannot be read: " + e.getMessage();
    }
  }

  void stop(String signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
      if (process.waitFor(GRACE.toSeconds(), SECONDS)) {
        Files.deleteIfExists(pidFile);
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  void kill() {
    end(process.toHandle());
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL's backends outlive it for a moment and would keep its memory from the next one. */
  private static void end(ProcessHandle handle) {
    var all = Stream.concat(Stream.of(handle), handle.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    // Not for ever: where nobody adopts orphans, as in some containers, a dead one stays listed.
    all.forEach(one -> one.onExit().completeOnTimeout(one, 10, SECONDS).join());
  }

  /** Ends what an earlier launcher left running when it died. */
  static void endOrphan(Path folder, String name) {
    var pidFile = pidFile(folder, name);
    try {
      // A power cut may have left the file empty.
      Stream.of(Files.readString(pidFile).strip())
          .filter(pid -> !pid.isEmpty())
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
          // The number may belong to somebody else by now.
          .filter(handle -> handle.info().commandLine().orElse("").contains(folder.toString()))
          .forEach(Child::end);
      Files.deleteIfExists(pidFile);
    } catch (NoSuchFileException none) {
      // Nothing was left.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void endOrphans(Path folder) throws IOException {
    try (var pidFiles = Files.newDirectoryStream(folder, "*" + PID)) {
      for (var file : pidFiles) {
        var name = file.getFileName().toString();
        endOrphan(folder, name.substring(0, name.length() - PID.length()));
      }
    }
  }

  private static Path pidFile(Path folder, String name) {
    return folder.resolve(name + PID);
  }

  interface Readiness {
    boolean isReady() throws InterruptedException;
  }
}
