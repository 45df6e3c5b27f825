package dev.pluginsuite.deployment.target;

import dev.pluginsuite.deployment.target.TargetStatements.Counted;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How many sites are asked, and what becomes of them. */
@ApplicationScoped
class TargetMetrics {
  private final MeterRegistry metrics;

  TargetMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** A counter that comes with its first failure has no increase to warn of. */
  void start(@Observes StartupEvent event) {
    Stream.of("first", "again", "withdrawn")
        .forEach(it -> metrics.counter("deployment.commands", "kind", it));
    Stream.of(TargetStatus.values())
        .filter(it -> it != TargetStatus.PENDING && it != TargetStatus.RUNNING)
        .forEach(it -> ended(it, List.of()));
  }

  void asked(int sites) {
    metrics.counter("deployment.commands", "kind", "first").increment(sites);
  }

  void askedAgain(int sites) {
    metrics.counter("deployment.commands", "kind", "again").increment(sites);
  }

  void withdrawn(int sites) {
    metrics.counter("deployment.commands", "kind", "withdrawn").increment(sites);
  }

  void ended(TargetStatus as, List<Counted> counted) {
    var sites = counted.stream().mapToInt(Counted::targets).sum();
    var result = as.name().toLowerCase(Locale.ROOT);
    metrics.counter("deployment.targets", "result", result).increment(sites);
  }
}
