package dev.pluginsuite.health.fleet;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * How many installations are how, for a bounded number of plugins. It is of the database: every
 * replica says the same.
 */
@ApplicationScoped
class FleetMetrics {
  private static final Logger LOG = Logger.getLogger(FleetMetrics.class);

  private final FleetService fleet;
  private final FleetConfig config;
  private final MultiGauge installations;

  FleetMetrics(FleetService fleet, FleetConfig config, MeterRegistry metrics) {
    this.fleet = fleet;
    this.config = config;
    this.installations =
        MultiGauge.builder("health.installations")
            .description("Installations by plugin and status")
            .register(metrics);
  }

  @Scheduled(
      every = "${suite.health.fleet.count}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "count-fleet")
  Uni<Void> count() {
    return fleet
        .counts(config.countedPlugins())
        .invoke(this::show)
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "Cannot count the fleet now"))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void show(List<FleetRepository.Count> counts) {
    installations.register(counts.stream().map(FleetMetrics::row).toList(), true);
  }

  private static Row<?> row(FleetRepository.Count it) {
    return Row.of(Tags.of("plugin", it.plugin(), "status", it.status()), it.installations());
  }
}
