package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.api.registry.ValidationStatus;
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
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scan.ScanResult;
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
  private final CodeScanner scanner;

  /** One that looks at manifests and archives, and not into files. */
  public ValidationPipeline(ArchiveLimits limits) {
    this(limits, CodeScanner.none());
  }

  public ValidationPipeline(ArchiveLimits limits, CodeScanner scanner) {
    this.archives = new ArchiveReader(limits);
    this.scanner = scanner;
  }

  /** What is demanded of every manifest and package. */
  public List<Requirement> requirements() {
    return Stream.concat(checks.requirements().stream(), PackageRequirements.all().stream())
        .toList();
  }

  /**
   * A package and what was said about it.
   *
   * @throws ScanIncomplete if it may not pass without a check that could not be carried out
   * @throws IOException if the bytes could not be had
   */
  public Report validate(Submission submission, InputStream content, ManifestRules rules)
      throws IOException {
    return examine(submission, content, rules).report();
  }

  /**
   * The same, and what is in the package.
   *
   * @throws ScanIncomplete if it may not pass without a check that could not be carried out
   * @throws IOException if the bytes could not be had
   */
  public Examination examine(Submission submission, InputStream content, ManifestRules rules)
      throws IOException {
    var report = new ReportBuilder();
    var subject = new Subject(submission.pluginId(), submission.submitter());
    var reading = read(content, subject, report);
    var archive = reading.archive();
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
    var components = reading.scan().npm().components(submission.pluginId());
    return new Examination(finished(report, reading.scan()), components);
  }

  /**
   * A package about which nothing was said yet.
   *
   * @param owner who would submit it; null if that is not known
   * @throws ScanIncomplete if it may not pass without a check that could not be carried out
   * @throws IOException if the bytes could not be had
   */
  public Report validatePackage(InputStream content, @Nullable String owner, ManifestRules rules)
      throws IOException {
    var report = new ReportBuilder();
    var reading = read(content, new Subject(null, owner), report);
    var packed = reading.archive().manifest();
    if (packed != null) {
      check(new ManifestUnderTest(packed, null, null, filesOf(reading.archive()), rules), report);
    }
    return finished(report, reading.scan());
  }

  public Report validatePackage(InputStream content, ManifestRules rules) throws IOException {
    return validatePackage(content, null, rules);
  }

  /** A manifest alone. */
  public Report validateManifest(byte[] manifest, ManifestRules rules) {
    var report = new ReportBuilder();
    check(new ManifestUnderTest(manifests.read(manifest), null, null, null, rules), report);
    return report.build();
  }

  private Reading read(InputStream content, Subject subject, ReportBuilder report)
      throws IOException {
    var start = System.nanoTime();
    try (var scan = scanner.begin()) {
      var archive = archives.read(content, scan);
      var pluginId = subject.pluginId() == null ? idIn(archive) : subject.pluginId();
      var result = scan.end(pluginId, subject.submitter(), archive.sha256(), archive.complete());
      var nanos = System.nanoTime() - start;
      report.add(archive, nanos - result.nanos());
      report.add(result);
      PackageRequirements.manifest(archive).ifPresent(report::add);
      PackageRequirements.readme(archive).ifPresent(report::add);
      return new Reading(archive, result);
    }
  }

  /** Whose package it is said to be. */
  private record Subject(@Nullable String pluginId, @Nullable String submitter) {}

  private record Reading(ArchiveReading archive, ScanResult scan) {}

  private static @Nullable String idIn(ArchiveReading archive) {
    var packed = archive.manifest();
    return packed == null ? null : packed.json().path("id").textValue();
  }

  /** What is refused anyway is refused, whatever else could not be looked at. */
  private static Report finished(ReportBuilder builder, ScanResult scan) throws ScanIncomplete {
    var report = builder.build();
    if (report.outcome() == ValidationStatus.PASSED && !scan.missed().isEmpty()) {
      throw ScanIncomplete.because(scan.missed());
    }
    return report;
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
