package dev.pluginsuite.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The children of one state folder: {@code logs/} and {@code run/} lie in it. */
public final class Processes {
  private static final long GRACE_SECONDS = 20;

  private final Path state;

  public Processes(Path state) {
    this.state = state;
  }

  /** With this folder as its working directory. */
  public ChildProcess start(String name, List<String> command, Path folder) throws IOException {
    return ChildProcess.start(name, command, folder, log(name), pidFile(name));
  }

  public Path log(String name) {
    return state.resolve("logs").resolve(name + ".log");
  }

  private PidFile pidFile(String name) {
    return new PidFile(state.resolve("run").resolve(name + ".pid"));
  }

  /** Ends what a launcher left running that was killed itself; returns their names. */
  public List<String> endLeftovers() throws IOException {
    var ended = new ArrayList<String>();
    for (var name : recorded()) {
      var file = pidFile(name);
      var process = file.running();
      if (process.isPresent()) {
        end(process.get());
        ended.add(name);
      }
      file.delete();
    }
    return ended;
  }

  private List<String> recorded() throws IOException {
    var folder = state.resolve("run");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".pid"))
          .map(it -> it.substring(0, it.length() - ".pid".length()))
          .sorted()
          .toList();
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException stubborn) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
