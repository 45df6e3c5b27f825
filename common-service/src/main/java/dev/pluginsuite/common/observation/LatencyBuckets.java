package dev.pluginsuite.common.observation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** The few bounds that objectives name: a histogram of each path would be thousands of series. */
final class LatencyBuckets {
  private static final double[] BOUNDS =
      Stream.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(10))
          .mapToDouble(Duration::toNanos)
          .toArray();

  private LatencyBuckets() {}

  @Produces
  @Singleton
  static MeterFilter ofRequests() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("http.server.requests")
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BOUNDS)
                .build()
                .merge(config)
            : config;
      }
    };
  }
}
