package dev.pluginsuite.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What rollouts to more and more sites have taken, for {@code benchmarks/run rollout}. */
final class RolloutPage {
  private static final List<String> SERVICES =
      List.of("deployment-service", "installation-service");

  private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
  private final List<String> times = new ArrayList<>();
  private final List<String> memories = new ArrayList<>();
  private long began;

  RolloutPage() {
    times.add(
        "| sites | in all, s | for each site, ms | next wave after its threshold: p50 s | p99 s |");
    times.add("|---:|---:|---:|---:|---:|");
    memories.add("| sites | service | memory after, MiB | most, MiB |");
    memories.add("|---:|---|---:|---:|");
  }

  void begin(Suite suite) {
    for (var each : SERVICES) {
      processes.put(each, suite.process(each));
    }
    processes.values().forEach(ServiceProcess::forgetPeak);
    began = System.nanoTime();
  }

  /**
   * @param waits how many seconds after the last answer of the wave before each site was asked
   */
  void end(int sites, List<Double> waits) {
    var seconds = (System.nanoTime() - began) / 1e9;
    times.add(
        String.format(
            Locale.ROOT,
            "| %d | %.1f | %.0f | %.2f | %.2f |",
            sites,
            seconds,
            seconds * 1000 / sites,
            percentile(waits, 50),
            percentile(waits, 99)));
    processes.forEach(
        (name, process) ->
            memories.add(
                String.format(
                    Locale.ROOT,
                    "| %d | %s | %d | %d |",
                    sites,
                    name,
                    process.mebibytes("VmRSS"),
                    process.mebibytes("VmHWM"))));
  }

  void print() {
    System.out.println();
    times.forEach(it -> System.out.println("rollout: " + it));
    System.out.println("rollout: ");
    memories.forEach(it -> System.out.println("rollout: " + it));
  }

  /** The smallest that at least this many percent do not exceed. */
  private static double percentile(List<Double> values, int percent) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(1, (percent * sorted.size() + 99) / 100) - 1);
  }
}
