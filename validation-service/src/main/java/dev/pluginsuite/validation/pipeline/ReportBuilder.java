package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.archive.ArchiveReading;
import dev.pluginsuite.validation.manifest.ManifestChecks;
import dev.pluginsuite.validation.scan.CheckRun;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import dev.pluginsuite.validation.scan.ScanResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the parts of a validation say. */
final class ReportBuilder {
  private final List<Finding> findings = new ArrayList<>();
  private final List<SecurityFinding> securityFindings = new ArrayList<>();
  private final List<CheckRun> runs = new ArrayList<>();
  private @Nullable RiskLevel risk;
  private @Nullable String checksum;
  private @Nullable Long size;
  private boolean isStopped;

  void add(ArchiveReading reading, long nanos) {
    securityFindings.addAll(reading.findings());
    checksum = reading.sha256();
    size = reading.size();
    isStopped |= reading.findings().stream().anyMatch(it -> it.severity() == Level.CRITICAL);
    runs.add(CheckRun.of("archive", nanos, reading.findings().isEmpty()));
  }

  void add(ManifestChecks.Result result) {
    findings.addAll(result.findings());
    runs.add(CheckRun.of(result.requirement().id(), result.nanos(), result.findings().isEmpty()));
  }

  /** A check that failed without being required leaves a warning, so that somebody looks. */
  void add(ScanResult scan) {
    securityFindings.addAll(scan.findings());
    isStopped |= scan.stops();
    runs.addAll(scan.runs());
    scan.runs().stream()
        .filter(it -> it.outcome() == Outcome.FAILED)
        .map(PackageRequirements::scanned)
        .forEach(this::add);
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void risk(RiskLevel level) {
    risk = level;
  }

  Report build() {
    var errors = of(Severity.ERROR);
    return new Report(
        errors.isEmpty() && !isStopped ? ValidationStatus.PASSED : ValidationStatus.FAILED,
        risk,
        errors,
        of(Severity.WARNING),
        List.copyOf(securityFindings),
        checksum,
        size,
        List.copyOf(runs));
  }

  private List<Finding> of(Severity severity) {
    return findings.stream().filter(it -> it.severity() == severity).toList();
  }
}
