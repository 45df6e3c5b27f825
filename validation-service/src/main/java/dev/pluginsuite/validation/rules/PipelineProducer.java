package dev.pluginsuite.validation.rules;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.scan.CodeScanner;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The pipeline itself knows of no framework. */
class PipelineProducer {
  @Produces
  @Singleton
  ArchiveLimits limits(ArchiveConfig config) {
    return config.limits();
  }

  @Produces
  @Singleton
  ValidationPipeline pipeline(ArchiveLimits limits, CodeScanner scanner) {
    return new ValidationPipeline(limits, scanner);
  }
}
