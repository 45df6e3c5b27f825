package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of the suite, as the launcher's pid files and /proc know it (Linux). */
final class SuiteProcess {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Path pidFile;
  private final ProcessHandle process;

  private SuiteProcess(Path pidFile) throws IOException {
    this.pidFile = pidFile;
    var pid = Long.parseLong(Files.readString(pidFile).strip().split(" ", -1)[0]);
    this.process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new IOException("What %s names is gone".formatted(pidFile)));
  }

  static SuiteProcess named(RunningSuite suite, String name) throws IOException {
    return new SuiteProcess(suite.state().resolve("run").resolve(name + ".pid"));
  }

  static SuiteProcess launcher(RunningSuite suite) throws IOException {
    return new SuiteProcess(suite.state().resolve("launcher.pid"));
  }

  ProcessHandle handle() {
    return process;
  }

  Command command() throws IOException {
    return Command.of(process.pid());
  }

  Memory memory() throws IOException {
    var file = "/proc/%d/status".formatted(process.pid());
    return new Memory(
        Machine.kibibytes(file, "VmRSS") / 1024, Machine.kibibytes(file, "VmHWM") / 1024);
  }

  /** Returns when it is gone. */
  void stop() {
    process.destroy();
    process.onExit().completeOnTimeout(process, GRACE.toSeconds(), TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      throw new IllegalStateException("%s did not stop".formatted(pidFile.getFileName()));
    }
  }

  /** Resident now, and at most since it was started, in MiB. */
  record Memory(double resident, double most) {}
}
