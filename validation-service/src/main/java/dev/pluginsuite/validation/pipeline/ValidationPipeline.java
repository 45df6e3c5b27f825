package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.archive.ArchiveReader;
import dev.pluginsuite.validation.archive.ArchiveReading;
import dev.pluginsuite.validation.manifest.ManifestChecks;
import dev.pluginsuite.validation.manifest.ManifestReader;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.manifest.ManifestUnderTest;
import dev.pluginsuite.validation.manifest.Permissions;
import dev.pluginsuite.validation.manifest.Requirement;
import dev.pluginsuite.validation.permission.RiskAnalysis;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From bytes to report; it reads nothing but its arguments and keeps nothing. */
public final class ValidationPipeline {
  private final ManifestReader manifests = new ManifestReader();
  private final ManifestChecks checks = new ManifestChecks();
  private final ArchiveReader archives;

  public ValidationPipeline(ArchiveLimits limits) {
    this.archives = new ArchiveReader(limits);
  }

  /** What is demanded of every manifest and package. */
  public List<Requirement> requirements() {
    return Stream.concat(checks.requirements().stream(), PackageRequirements.all().stream())
        .toList();
  }

  /**
   * A package and what was said about it.
   *
   * @throws IOException if the bytes could not be had
   */
  public Report validate(Submission submission, InputStream content, ManifestRules rules)
      throws IOException {
    var report = new ReportBuilder();
    var archive = read(content, report);
    var submitted = manifests.read(submission.manifest());
    PackageRequirements.checksum(archive.sha256(), submission.checksum()).ifPresent(report::add);
    var packed = archive.manifest();
    if (packed != null) {
      PackageRequirements.sameManifest(packed, submitted).ifPresent(report::add);
    }
    check(
        new ManifestUnderTest(
            submitted, submission.pluginId(), submission.version(), filesOf(archive), rules),
        report);
    return report.build();
  }

  /**
   * A package about which nothing was said yet.
   *
   * @throws IOException if the bytes could not be had
   */
  public Report validatePackage(InputStream content, ManifestRules rules) throws IOException {
    var report = new ReportBuilder();
    var archive = read(content, report);
    var packed = archive.manifest();
    if (packed != null) {
      check(new ManifestUnderTest(packed, null, null, filesOf(archive), rules), report);
    }
    return report.build();
  }

  /** A manifest alone. */
  public Report validateManifest(byte[] manifest, ManifestRules rules) {
    var report = new ReportBuilder();
    check(new ManifestUnderTest(manifests.read(manifest), null, null, null, rules), report);
    return report.build();
  }

  private ArchiveReading read(InputStream content, ReportBuilder report) throws IOException {
    var start = System.nanoTime();
    var archive = archives.read(content);
    report.add(archive, System.nanoTime() - start);
    PackageRequirements.manifest(archive).ifPresent(report::add);
    PackageRequirements.readme(archive).ifPresent(report::add);
    return archive;
  }

  private void check(ManifestUnderTest manifest, ReportBuilder report) {
    checks.run(manifest).forEach(report::add);
    if (manifest.reading().problem() == null) {
      var risks = new RiskAnalysis(manifest.rules().permissions());
      report.risk(risks.riskOf(Permissions.of(manifest)));
    }
  }

  /** Of an archive that was not read to its end, nobody knows which files it has. */
  private static @Nullable Set<String> filesOf(ArchiveReading archive) {
    return archive.complete() ? archive.files() : null;
  }
}
