package dev.pluginsuite.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the operating system says about a process. */
public final class HostProcess {
  /** USER_HZ: what Linux shows to user space, whatever the kernel's own tick. */
  private static final long TICKS_PER_SECOND = 100;

  private final Path proc;

  public HostProcess(Path proc) {
    this.proc = proc;
  }

  /** Resident memory in MB; null where it is not known. */
  public @Nullable Double memory(long pid) {
    try {
      for (var line : Files.readAllLines(file(pid, "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (IOException | NumberFormatException notThere) {
      return null;
    }
    return null;
  }

  /** Processor time used so far; null where it is not known. */
  public @Nullable Duration processorTime(long pid) {
    try {
      var line = Files.readString(file(pid, "stat"));
      // The name, in parentheses, may hold blanks: the fields are counted from after it.
      var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    } catch (IOException | RuntimeException notLinux) {
      return ProcessHandle.of(pid).flatMap(it -> it.info().totalCpuDuration()).orElse(null);
    }
  }

  private Path file(long pid, String name) {
    return proc.resolve(Long.toString(pid)).resolve(name);
  }
}
