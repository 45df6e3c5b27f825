package dev.pluginsuite.common.trace;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What nobody collects costs no more than an id. */
class SamplerProducer {
  @Produces
  @Singleton
  Sampler sampler(TracesConfig config) {
    if (config.collector().isEmpty()) {
      return Sampler.alwaysOff();
    }
    var asked = new BoundedSampler(config.asked(), () -> System.nanoTime() / 1_000_000_000);
    return Sampler.parentBasedBuilder(Sampler.traceIdRatioBased(config.share()))
        .setRemoteParentSampled(asked)
        .build();
  }
}
