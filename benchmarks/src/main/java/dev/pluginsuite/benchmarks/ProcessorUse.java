package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Processor time of everything that takes part so far, in ms. */
record ProcessorUse(Map<String, Long> millis) {
  private static final String GATEWAY = "gateway";
  private static final String OTHERS = "other parts";
  private static final String SELF = "this program";
  private static final List<String> BY_COMMAND =
      List.of("postgres", "kafka", "keycloak", "registry-service", "installation-service");

  static List<String> parts() {
    return Stream.of(List.of(SELF, GATEWAY), BY_COMMAND, List.of(OTHERS))
        .flatMap(List::stream)
        .toList();
  }

  static ProcessorUse now(RunningSuite suite) throws IOException {
    var use = new ProcessorUse(new TreeMap<>());
    var launcher = SuiteProcess.launcher(suite).handle();
    use.add(SELF, ProcessHandle.current());
    use.add(GATEWAY, launcher);
    launcher.descendants().forEach(it -> use.add(part(it), it));
    return use;
  }

  private static String part(ProcessHandle process) {
    var command = process.info().commandLine().orElse("");
    return BY_COMMAND.stream().filter(command::contains).findFirst().orElse(OTHERS);
  }

  private void add(String part, ProcessHandle process) {
    process.info().totalCpuDuration().ifPresent(it -> millis.merge(part, it.toMillis(), Long::sum));
  }

  long since(ProcessorUse earlier, String part) {
    return millis.getOrDefault(part, 0L) - earlier.millis.getOrDefault(part, 0L);
  }
}
