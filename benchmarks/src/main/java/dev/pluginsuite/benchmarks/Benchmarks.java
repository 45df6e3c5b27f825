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
    var benchmark = named(name, suite);
    var page = "# %s\n\n%s\n%s".formatted(name, Machine.describe(args[3]), benchmark.measure());
    Files.writeString(Path.of(args[4]), page);
    System.out.println(page);
  }

  private static Benchmark named(String name, RunningSuite suite) {
    return switch (name) {
      case "latency" -> new Latency(suite);
      case "catalog" -> new Catalog(suite);
      case "submissions" -> new Submissions(suite);
      case "revocation" -> new Revocation(suite);
      case "health" -> new Health(suite);
      case "footprint" -> new Footprint(suite);
      default -> throw new IllegalArgumentException("There is no benchmark " + name);
    };
  }

  /** Takes minutes. */
  interface Benchmark {
    /** What was found, in Markdown. */
    String measure() throws Exception;
  }
}
