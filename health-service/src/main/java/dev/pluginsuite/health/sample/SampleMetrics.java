package dev.pluginsuite.health.sample;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How many samples come in, and what becomes of them. */
@ApplicationScoped
class SampleMetrics {
  private final MeterRegistry metrics;

  SampleMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
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
