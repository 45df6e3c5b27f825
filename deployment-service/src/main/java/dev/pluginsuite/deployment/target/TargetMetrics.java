package dev.pluginsuite.deployment.target;

import dev.pluginsuite.deployment.target.TargetStatements.Counted;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** How many sites are asked, and what becomes of them. */
@ApplicationScoped
class TargetMetrics {
  private final MeterRegistry metrics;

  TargetMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
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
