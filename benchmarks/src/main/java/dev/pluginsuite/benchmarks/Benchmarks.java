package dev.pluginsuite.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one benchmark against a suite that {@code benchmarks/run} started, and writes its page. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * @param args name, the suite's state folder, its first port, the machine's load before the suite
   *     was started, and the page to write
   */
  public static void main(String... args) throws Exception {
    var name = args[0];
    var suite = new RunningSuite(Path.of(args[1]), Integer.parseInt(args[2]));
    var benchmark = name.equals("latency") ? new Latency(suite) : new Footprint(suite);
    var page = "# %s\n\n%s\n%s".formatted(name, Machine.describe(args[3]), benchmark.measure());
    Files.writeString(Path.of(args[4]), page);
    System.out.println(page);
  }

  /** Takes minutes. */
  interface Benchmark {
    /** What was found, in Markdown. */
    String measure() throws Exception;
  }
}
