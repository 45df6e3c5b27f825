package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.benchmarks.Changes.Sender;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** From the commit of a change to the commit of its effect in the service that consumes it. */
final class Latency implements Benchmark {
  private static final int WARM_UP = 100;
  private static final int SINGLE_CHANGES = 200;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 30;
  private static final int RATE = 200;

  /** What is tried through REST; the first that holds is the last. */
  private static final List<Integer> REST_RATES = List.of(RATE, 150, 100, 50);

  private final RunningSuite suite;
  private final LatencyPage page = new LatencyPage();

  Latency(RunningSuite suite) {
    this.suite = suite;
  }

  @Override
  public String measure() throws IOException, InterruptedException, SQLException {
    var rest = new RestSender(suite);
    single("warm-up", WARM_UP, rest);
    page.add("REST, one at a time", single("single", SINGLE_CHANGES, rest));
    try (var rows = new RowSender(suite)) {
      page.add("rows, %d/s".formatted(RATE), load("rows", RATE, rows));
    }
    for (var rate : REST_RATES) {
      var result = load("rest", rate, rest);
      page.add("REST, %d/s".formatted(rate), result);
      if (result.keptUpWith(rate)) {
        break;
      }
    }
    return page.text(SECONDS, WARM_UP_SECONDS);
  }

  private Measurement.Result single(String prefix, int count, Sender sender)
      throws IOException, InterruptedException, SQLException {
    var measurement = Measurement.begin(suite, prefix, sender);
    for (int i = 0; i < count; i++) {
      measurement.changes().makeAndWait(measurement.id(i));
      Thread.sleep(ThreadLocalRandom.current().nextInt(100, 301));
    }
    return measurement.end(count);
  }

  private Measurement.Result load(String prefix, int rate, Sender sender)
      throws IOException, InterruptedException, SQLException {
    var loop = new OpenLoop(rate);
    var warmUp = Measurement.begin(suite, "%s-%d-warm-up".formatted(prefix, rate), sender);
    loop.run(rate * WARM_UP_SECONDS, (i, due) -> warmUp.changes().make(warmUp.id(i), due));
    var measurement = Measurement.begin(suite, "%s-%d".formatted(prefix, rate), sender);
    loop.run(rate * SECONDS, (i, due) -> measurement.changes().make(measurement.id(i), due));
    return measurement.end(rate * SECONDS);
  }
}
