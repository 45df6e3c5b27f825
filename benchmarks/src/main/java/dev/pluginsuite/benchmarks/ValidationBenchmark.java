package dev.pluginsuite.benchmarks;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.pipeline.Submission;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scancheck.BlockedDigests;
import dev.pluginsuite.validation.scanning.Scans;
import dev.pluginsuite.validation.scanrule.ScanRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How long validation-service's pipeline takes, alone in a process of its own. */
public final class ValidationBenchmark {
  private static final int TEXT_LIMIT = 8 << 20;

  private final SamplePlugin plugin = new SamplePlugin();
  private final ManifestRules rules = ShippedRules.read();
  private final ValidationPipeline pipeline =
      new ValidationPipeline(ArchiveLimits.DEFAULT, scanner());
  private final Submission submission =
      new Submission(SamplePlugin.ID, SamplePlugin.VERSION, plugin.sha256(), plugin.manifest());

  private ValidationBenchmark() throws IOException {}

  /** As shipped, without the checks that ask a database or another server. */
  private static CodeScanner scanner() {
    return new CodeScanner(
        Scans.of(ScanRules.shipped(), new BlockedDigests(Map.of())), Map.of(), TEXT_LIMIT);
  }

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
    var packages = Stopwatch.takingTurns(20, 120, this::validatePackage, plugin::unpackAndHash);
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
}
