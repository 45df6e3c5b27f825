package dev.pluginsuite.local.process;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the suite. What it says goes to its log. */
public final class ChildProcess implements AutoCloseable {
  // The services finish what they hold within 10 s, and may write their class archives then.
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final int LAST_LINES = 25;

  private final String name;
  private final Process process;
  private final Path log;
  private final PidFile pidFile;

  private ChildProcess(String name, Process process, Path log, PidFile pidFile) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  static ChildProcess start(String name, List<String> command, Path folder, Path log, PidFile pid)
      throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(log.getParent());
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling(name + ".previous.log"), REPLACE_EXISTING);
    }
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null")).redirectOutput(log.toFile());
    // glibc's arenas cost a small JVM tens of megabytes and gain it nothing.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    var process = builder.start();
    pid.write(process.toHandle());
    return new ChildProcess(name, process, log, pid);
  }

  public String name() {
    return name;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it is ready; says how it ended if it does not get there. */
  public void awaitReady(Readiness readiness, Duration patience)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!readiness.isReady()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "%s stopped with exit code %d. %s".formatted(name, process.exitValue(), lastLines()));
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s was not ready after %d s. %s".formatted(name, patience.toSeconds(), lastLines()));
      }
    }
  }

  private String lastLines() throws IOException {
    var lines = Files.readAllLines(log);
    var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return "The end of " + log + ":\n" + String.join("\n", last);
  }

  /** Asks it to stop; what has not stopped by the deadline is killed. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      kill();
    }
    pidFile.delete();
  }

  private void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asked again and again until it says yes. */
  public interface Readiness {
    boolean isReady() throws InterruptedException;
  }
}
