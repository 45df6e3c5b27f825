package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.benchmarks.Machine.ProcessorTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** From the commit of a change to the commit of its effect in the service that consumes it. */
final class Latency implements Benchmark {
  private static final int WARM_UP = 100;
  private static final int SINGLE_CHANGES = 200;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 30;
  private static final int PATIENCE_SECONDS = 60;

  /** The first that holds is the last that is tried. */
  private static final List<Integer> RATES = List.of(200, 150, 100, 50);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RunningSuite suite;
  private final Table table =
      new Table(
          "load",
          "changes",
          "failed",
          "without effect",
          "commits/s",
          "effects/s",
          "p50 ms",
          "p90 ms",
          "p99 ms",
          "max ms",
          "answer p50 ms",
          "answer p99 ms",
          "processors busy");

  Latency(RunningSuite suite) {
    this.suite = suite;
  }

  @Override
  public String measure() throws IOException, InterruptedException, SQLException {
    single("warm-up", WARM_UP);
    var before = ProcessorTime.now();
    var changes = single("idle", SINGLE_CHANGES);
    tell("one at a time", "idle", 0, SINGLE_CHANGES, changes, before);
    for (var rate : RATES) {
      if (load(rate)) {
        break;
      }
    }
    return """
        From commit of a registered registry (registry-service, through the gateway) to commit of its projection
        (installation-service). One at a time: pauses of 100 to 300 ms. Under load: an open loop of %d s after %d s of warm-up.
        Answer: from when a request was due to its answer, which waits until the event is on its topic.

        %s"""
        .formatted(SECONDS, WARM_UP_SECONDS, table);
  }

  private Changes single(String prefix, int count) throws IOException, InterruptedException {
    var changes = new Changes(http, suite);
    for (int i = 0; i < count; i++) {
      changes.makeAndWait(id(prefix, i));
      Thread.sleep(ThreadLocalRandom.current().nextInt(100, 301));
    }
    return changes;
  }

  /** Whether the suite kept up: every change had its effect, and both came at the rate asked. */
  private boolean load(int rate) throws IOException, InterruptedException, SQLException {
    var prefix = "load-" + rate;
    var loop = new OpenLoop(rate);
    var warmUp = new Changes(http, suite);
    loop.run(rate * WARM_UP_SECONDS, (i, due) -> warmUp.make(id(prefix + "-warm-up", i), due));
    var changes = new Changes(http, suite);
    var before = ProcessorTime.now();
    loop.run(rate * SECONDS, (i, due) -> changes.make(id(prefix, i), due));
    return tell(rate + "/s", prefix, rate, rate * SECONDS, changes, before);
  }

  private boolean tell(
      String load, String prefix, int rate, int count, Changes changes, ProcessorTime before)
      throws IOException, InterruptedException, SQLException {
    var busy = ProcessorTime.now().percentSince(before);
    changes.awaitAnswers();
    var times = effects(prefix, count, count - changes.failed());
    var latency = new Distribution(times.latencyMillis());
    var answers = changes.answerMillis();
    var commitsPerSecond = CommitTimes.perSecond(times.changes());
    var effectsPerSecond = CommitTimes.perSecond(times.effects());
    table.row(
        load,
        String.valueOf(count),
        String.valueOf(changes.failed()),
        String.valueOf(count - changes.failed() - times.count()),
        figure(commitsPerSecond),
        figure(effectsPerSecond),
        figure(latency.median()),
        figure(latency.percentile(90)),
        figure(latency.percentile(99)),
        figure(latency.max()),
        figure(answers.median()),
        figure(answers.percentile(99)),
        figure(busy) + " %");
    System.out.println(table);
    return times.count() == count && Math.min(commitsPerSecond, effectsPerSecond) > 0.97 * rate;
  }

  private CommitTimes effects(String prefix, int count, int expected)
      throws IOException, InterruptedException, SQLException {
    var deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (true) {
      var times = CommitTimes.between(suite, id(prefix, 0), id(prefix, count));
      if (times.count() >= expected || System.nanoTime() > deadline) {
        return times;
      }
      Thread.sleep(500);
    }
  }

  /** In the order of the alphabet. */
  private static String id(String prefix, int index) {
    return "%s-%05d".formatted(prefix, index);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
