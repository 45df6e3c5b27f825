package dev.pluginsuite.benchmarks;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.pipeline.Submission;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.rules.RulesConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** How long validation-service's pipeline takes, alone in a process of its own. */
public final class ValidationBenchmark {
  private static final int SITES = 50;

  private final SamplePlugin plugin = new SamplePlugin();
  private final ManifestRules rules = shippedRules();
  private final ValidationPipeline pipeline = new ValidationPipeline(ArchiveLimits.DEFAULT);
  private final Submission submission =
      new Submission(SamplePlugin.ID, SamplePlugin.VERSION, plugin.sha256(), plugin.manifest());

  private ValidationBenchmark() throws IOException {}

  /**
   * @param args the machine's load before, and the page to write
   */
  public static void main(String... args) throws Exception {
    var page =
        "# validation\n\n%s\n%s"
            .formatted(Machine.describe(args[0]), new ValidationBenchmark().measure());
    Files.writeString(Path.of(args[1]), page);
    System.out.println(page);
  }

  private String measure() throws Exception {
    var manifest = Stopwatch.takingTurns(20_000, 50_000, this::validateManifest).get(0);
    var before = Heap.collected();
    var packages = Stopwatch.takingTurns(20, 200, this::validatePackage, plugin::unpackAndHash);
    var heap = new ValidationPage.HeapUse(before, Heap.most(), Heap.collected());
    return new ValidationPage(plugin, manifest, packages.get(0), packages.get(1), heap).text();
  }

  private void validateManifest() {
    check(pipeline.validateManifest(plugin.manifestBytes(), rules).errors());
  }

  private void validatePackage() throws IOException {
    var content = new ByteArrayInputStream(plugin.packed());
    var report = pipeline.validate(submission, content, rules);
    check(report.errors());
    check(report.securityFindings());
  }

  private static void check(List<?> findings) {
    if (!findings.isEmpty()) {
      throw new IllegalStateException("Something else was measured: " + findings);
    }
  }

  /** Those of the service, and the MES versions of some sites. */
  private static ManifestRules shippedRules() throws IOException {
    var properties =
        Objects.requireNonNull(RulesConfig.class.getResource("/application.properties"));
    var config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(properties))
            .withMapping(RulesConfig.class)
            .build()
            .getConfigMapping(RulesConfig.class);
    return config
        .rules()
        .withMesVersions(
            IntStream.range(0, SITES)
                .mapToObj(i -> SemVer.of("4.%d.0".formatted(i % 10)))
                .toList());
  }
}
