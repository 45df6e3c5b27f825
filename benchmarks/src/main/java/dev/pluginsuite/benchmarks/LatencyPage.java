package dev.pluginsuite.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The figures of the latency benchmark as people read them. */
final class LatencyPage {
  private final Table latencies =
      new Table(
          "changes made by",
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
  private final Table use;

  LatencyPage() {
    var headings = new ArrayList<>(List.of("changes made by"));
    headings.addAll(ProcessorUse.parts());
    this.use = new Table(headings.toArray(String[]::new));
  }

  void add(String load, Measurement.Result it) {
    var latency = new Distribution(it.times().latencyMillis());
    var answers = it.changes().answerMillis();
    latencies.row(
        load,
        String.valueOf(it.count()),
        String.valueOf(it.changes().failed()),
        String.valueOf(it.withoutEffect()),
        figure(it.commitsPerSecond()),
        figure(it.effectsPerSecond()),
        figure(latency.median()),
        figure(latency.percentile(90)),
        figure(latency.percentile(99)),
        figure(latency.max()),
        figure(answers.median()),
        figure(answers.percentile(99)),
        figure(it.busyPercent()) + " %");
    use.row(
        Stream.concat(
                Stream.of(load), it.millisPerChange().values().stream().map(LatencyPage::figure))
            .toArray(String[]::new));
    System.out.println(latencies);
  }

  String text(int seconds, int warmUpSeconds) {
    return """
        From commit of a registered registry (registry-service) to commit of its projection (installation-service). REST: through
        the gateway, with one token. Rows: what registry-service would write, written to its tables, so that all from the outbox on
        is real and nothing before it costs. One at a time: with pauses of 100 to 300 ms. At a rate: an open loop of %d s
        after %d s of warm-up. Answer: from when a change was due to its answer, which through REST waits until the event
        is on its topic.

        %s
        Processor time for each change, in ms, of which a second has 1000 for each core:

        %s"""
        .formatted(seconds, warmUpSeconds, latencies, use);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
