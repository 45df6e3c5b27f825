package dev.pluginsuite.infra;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static dev.pluginsuite.infra.Infrastructure.Part.POSTGRES;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A launcher in a JVM of its own, which is killed as soon as everything runs. */
final class CrashingLauncher {
  private static final String READY = "ready";

  private CrashingLauncher() {}

  public static void main(String[] arguments) throws InterruptedException {
    Infrastructure.with(POSTGRES, KAFKA).state(Path.of(arguments[0])).start();
    System.out.println(READY);
    Thread.currentThread().join();
  }

  /** The servers that outlive it. */
  static List<ProcessHandle> crash(Path state) throws IOException {
    var launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrashingLauncher.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = launcher.inputReader()) {
      while (!READY.equals(output.readLine())) {
        if (!launcher.isAlive()) {
          throw new IOException("The launcher ended by itself");
        }
      }
    }
    var servers = launcher.children().toList();
    launcher.destroyForcibly().onExit().join();
    return servers;
  }
}
