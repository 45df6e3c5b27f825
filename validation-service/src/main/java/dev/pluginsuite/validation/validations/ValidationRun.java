package dev.pluginsuite.validation.validations;

import dev.pluginsuite.validation.content.PackageContent;
import dev.pluginsuite.validation.pipeline.Report;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.sites.CurrentRules;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries one validation out. Blocks: for worker threads. */
@ApplicationScoped
class ValidationRun {
  private final PackageContent packages;
  private final ValidationPipeline pipeline;
  private final CurrentRules rules;

  ValidationRun(PackageContent packages, ValidationPipeline pipeline, CurrentRules rules) {
    this.packages = packages;
    this.pipeline = pipeline;
    this.rules = rules;
  }

  Report of(Claim claim) throws Throwable {
    var current = VertxContextSupport.subscribeAndAwait(rules::get);
    try (var content = packages.open(claim.contentUrl())) {
      return pipeline.validate(claim.submission(), content, current);
    }
  }
}
