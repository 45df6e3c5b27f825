package dev.pluginsuite.health.partition;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without a place for today's samples every one would be refused. */
@Readiness
@ApplicationScoped
class PlaceForToday implements HealthCheck {
  private final Partitions partitions;

  PlaceForToday(Partitions partitions) {
    this.partitions = partitions;
  }

  @Override
  public HealthCheckResponse call() {
    var ahead = partitions.ahead();
    return HealthCheckResponse.named("place for samples")
        .status(!ahead.isNegative())
        .withData("hoursAhead", ahead.isNegative() ? 0 : ahead.toHours())
        .build();
  }
}
