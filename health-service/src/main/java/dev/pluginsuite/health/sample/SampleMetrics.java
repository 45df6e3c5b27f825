package dev.pluginsuite.health.sample;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How many samples come in, and what becomes of them. */
@ApplicationScoped
class SampleMetrics {
  private final MeterRegistry metrics;

  SampleMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    count(0, 0, 0);
  }

  void count(int accepted, int duplicates, int refused) {
    add("accepted", accepted);
    add("duplicate", duplicates);
    add("refused", refused);
  }

  private void add(String result, int samples) {
    metrics.counter("health.samples", "result", result).increment(samples);
  }
}
