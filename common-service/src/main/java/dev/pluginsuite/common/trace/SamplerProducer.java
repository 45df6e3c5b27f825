package dev.pluginsuite.common.trace;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What nobody collects costs no more than an id. */
class SamplerProducer {
  @Produces
  @Singleton
  Sampler sampler(TracesConfig config) {
    return config.collector().isPresent()
        ? Sampler.parentBased(Sampler.traceIdRatioBased(config.share()))
        : Sampler.alwaysOff();
  }
}
