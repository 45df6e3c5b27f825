package dev.pluginsuite.benchmarks;

import dev.pluginsuite.benchmarks.Benchmarks.Benchmark;
import dev.pluginsuite.benchmarks.Restarts.Start;
import dev.pluginsuite.benchmarks.SuiteProcess.Memory;
import dev.pluginsuite.local.journey.Journey;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How long and how much CPU time a service takes to be ready, and how much memory it holds. */
final class Footprint implements Benchmark {
  private static final int STARTS = 5;
  private static final int JOURNEYS = 3;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final RunningSuite suite;
  private final Restarts restarts;

  Footprint(RunningSuite suite) {
    this.suite = suite;
    this.restarts = new Restarts(suite);
  }

  @Override
  public String measure() throws IOException, InterruptedException {
    var starts = new Table("service", "ready after s", "CPU s", "with class archive s", "CPU s");
    for (var service : LocalService.values()) {
      starts.row(startsOf(service));
      System.out.println(starts);
    }
    Thread.sleep(IDLE.toMillis());
    var idle = memory();
    for (int i = 0; i < JOURNEYS; i++) {
      takeJourney();
    }
    return """
        Starts: each service %d times, alone, while the rest of the suite runs; median (least–most), from the process to
        readiness. The class archive is what the JVM wrote at an earlier exit, as the local launcher keeps it; a new
        container starts without. JVM of the services: `%s`.

        %s
        Memory in MiB: resident, and in brackets the most since the start; idle for %d s, then after %d journeys through the suite.

        %s"""
        .formatted(
            STARTS, options(), starts, IDLE.toSeconds(), JOURNEYS, memoryTable(idle, memory()));
  }

  /** The command with the archive comes last: the running suite is as the launcher had it. */
  private String[] startsOf(LocalService service) throws IOException, InterruptedException {
    var command = SuiteProcess.named(suite, service.fullName()).command();
    var cold = restarts.of(service, command.withoutClassArchive(), STARTS);
    var archived = restarts.of(service, command, STARTS);
    return new String[] {
      service.fullName(),
      spread(cold, Start::seconds),
      spread(cold, Start::cpuSeconds),
      spread(archived, Start::seconds),
      spread(archived, Start::cpuSeconds)
    };
  }

  private static String spread(List<Start> starts, ToDoubleFunction<Start> figure) {
    var all = new Distribution(starts.stream().map(figure::applyAsDouble).toList());
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", all.median(), all.min(), all.max());
  }

  /** Those that count for these figures. */
  private String options() throws IOException {
    var command = SuiteProcess.named(suite, LocalService.REGISTRY.fullName()).command();
    return command.withoutClassArchive().words().stream()
        .filter(it -> it.startsWith("-Xm") || it.startsWith("-XX"))
        .collect(Collectors.joining(" "));
  }

  private Map<String, Memory> memory() throws IOException {
    var memory = new LinkedHashMap<String, Memory>();
    for (var service : LocalService.values()) {
      memory.put(service.fullName(), SuiteProcess.named(suite, service.fullName()).memory());
    }
    for (var site : suite.world().sites()) {
      for (var role : List.of("-agent", "-host")) {
        memory.put(site.id() + role, SuiteProcess.named(suite, site.id() + role).memory());
      }
    }
    memory.put("launcher with gateway", SuiteProcess.launcher(suite).memory());
    return memory;
  }

  private void takeJourney() throws InterruptedException {
    if (!Journey.of(suite.world()).run(System.out::println)) {
      throw new IllegalStateException("The journey did not pass.");
    }
  }

  private static Table memoryTable(Map<String, Memory> idle, Map<String, Memory> loaded) {
    var table = new Table("process", "idle", "after the journeys");
    idle.forEach(
        (name, memory) ->
            table.row(
                name, mebibytes(memory), mebibytes(Objects.requireNonNull(loaded.get(name)))));
    return table;
  }

  private static String mebibytes(Memory memory) {
    return String.format(Locale.ROOT, "%.0f (%.0f)", memory.resident(), memory.most());
  }
}
