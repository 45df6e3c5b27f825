package dev.pluginsuite.validation.validations;

import dev.pluginsuite.validation.content.PackageContent;
import dev.pluginsuite.validation.manifest.ManifestReader;
import dev.pluginsuite.validation.pipeline.Examination;
import dev.pluginsuite.validation.pipeline.Report;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.sbom.Sbom;
import dev.pluginsuite.validation.sbom.SbomWriter;
import dev.pluginsuite.validation.sites.CurrentRules;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Carries one validation out. Blocks: for worker threads. */
@ApplicationScoped
class ValidationRun {
  private final PackageContent packages;
  private final ValidationPipeline pipeline;
  private final CurrentRules rules;
  private final Clock clock;
  private final ManifestReader manifests = new ManifestReader();
  private final SbomWriter sboms = new SbomWriter();

  ValidationRun(
      PackageContent packages, ValidationPipeline pipeline, CurrentRules rules, Clock clock) {
    this.packages = packages;
    this.pipeline = pipeline;
    this.rules = rules;
    this.clock = clock;
  }

  Carried of(Claim claim) throws Throwable {
    var current = VertxContextSupport.subscribeAndAwait(rules::get);
    try (var content = packages.open(claim.contentUrl())) {
      var examined = pipeline.examine(claim.submission(), content, current);
      return new Carried(examined.report(), sbom(claim, examined));
    }
  }

  /**
   * What came of it.
   *
   * @param sbom null if the bytes are not those that were submitted
   */
  record Carried(Report report, @Nullable Sbom sbom) {}

  private @Nullable Sbom sbom(Claim claim, Examination examined) {
    var checksum = examined.report().checksum();
    return claim.checksum().equals(checksum)
        ? sboms.write(claim.subject(manifests, clock.instant()), examined.components())
        : null;
  }
}
