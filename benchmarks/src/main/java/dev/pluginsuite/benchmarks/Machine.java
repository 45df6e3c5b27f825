package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was measured on (Linux). */
final class Machine {
  private Machine() {}

  /**
   * @param load of the last minute before anything was started
   */
  static String describe(String load) throws IOException {
    return String.format(
        Locale.ROOT,
        """
        Measured on %s: %d cores (%s), %.0f GiB of memory, %s %s, JDK %s (%s), everything on this one machine.
        Load of the machine before: %s.
        """,
        LocalDate.now(Clock.systemUTC()),
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        kibibytes("/proc/meminfo", "MemTotal") / 1024 / 1024,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        System.getProperty("java.vendor"),
        load);
  }

  static double kibibytes(String file, String field) throws IOException {
    return field(file, field)
        .map(it -> Double.parseDouble(it.replace("kB", "")))
        .orElseThrow(() -> new IOException(file + " has no " + field));
  }

  /** What follows {@code field:} in a file of /proc. */
  private static Optional<String> field(String file, String field) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(it -> it.startsWith(field))
          .findFirst()
          .map(it -> it.substring(it.indexOf(':') + 1).strip());
    }
  }

  /** Processor time since the machine was started, in ticks; idle and waiting for disks apart. */
  record ProcessorTime(long busy, long all) {
    static ProcessorTime now() throws IOException {
      try (var lines = Files.lines(Path.of("/proc/stat"))) {
        var words = lines.findFirst().orElseThrow().split(" +", -1);
        // user, nice, system, idle, iowait, irq, softirq, steal; guests' time is in user.
        var ticks = Arrays.stream(words, 1, 9).mapToLong(Long::parseLong).toArray();
        var all = Arrays.stream(ticks).sum();
        return new ProcessorTime(all - ticks[3] - ticks[4], all);
      }
    }

    /** How busy all processors together were since then, in percent. */
    double percentSince(ProcessorTime earlier) {
      return 100.0 * (busy - earlier.busy) / (all - earlier.all);
    }
  }
}
