package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.archive.ArchiveReading;
import dev.pluginsuite.validation.manifest.ManifestChecks;
import dev.pluginsuite.validation.pipeline.Report.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects what the parts of a validation say. */
final class ReportBuilder {
  private final List<Finding> findings = new ArrayList<>();
  private final List<SecurityFinding> securityFindings = new ArrayList<>();
  private final List<Timing> timings = new ArrayList<>();
  private @Nullable RiskLevel risk;
  private @Nullable String checksum;
  private @Nullable Long size;

  void add(ArchiveReading reading, long nanos) {
    securityFindings.addAll(reading.findings());
    checksum = reading.sha256();
    size = reading.size();
    timings.add(new Timing("archive", TimeUnit.NANOSECONDS.toMicros(nanos)));
  }

  void add(ManifestChecks.Result result) {
    findings.addAll(result.findings());
    timings.add(
        new Timing(result.requirement().id(), TimeUnit.NANOSECONDS.toMicros(result.nanos())));
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void risk(RiskLevel level) {
    risk = level;
  }

  Report build() {
    var errors = of(Severity.ERROR);
    var isGood =
        errors.isEmpty()
            && securityFindings.stream().noneMatch(it -> it.severity() == Level.CRITICAL);
    return new Report(
        isGood ? ValidationStatus.PASSED : ValidationStatus.FAILED,
        risk,
        errors,
        of(Severity.WARNING),
        List.copyOf(securityFindings),
        checksum,
        size,
        List.copyOf(timings));
  }

  private List<Finding> of(Severity severity) {
    return findings.stream().filter(it -> it.severity() == severity).toList();
  }
}
