package dev.pluginsuite.validation.validations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.pipeline.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What of a report fits into an event: the gravest findings first. */
@ApplicationScoped
class ReportSummary {
  private static final int MOST_FINDINGS = 200;
  private static final int MOST_BYTES = 380 * 1024;
  private static final String PATH = "/admin/plugin-registry/validations/";

  private final ObjectMapper json;

  ReportSummary(ObjectMapper json) {
    this.json = json;
  }

  ReportState of(Validation it) {
    var report = it.report;
    return report == null ? withoutReport(it) : withReport(it, report);
  }

  private ReportState withReport(Validation it, Report report) {
    var room = new Room();
    var errors = room.take(report.errors());
    var securityFindings = room.take(gravestFirst(report.securityFindings()));
    var warnings = room.take(report.warnings());
    return new ReportState(
        it.packageId,
        it.submissionId,
        it.checksum,
        it.status,
        report.risk(),
        errors,
        warnings,
        securityFindings,
        room.isFull,
        PATH + it.packageId);
  }

  private static ReportState withoutReport(Validation it) {
    var error =
        new Finding(
            "validation-errored",
            null,
            Finding.Severity.ERROR,
            "",
            "The validation could not be carried out.",
            "Ask central IT to reject it, then submit it again.");
    return new ReportState(
        it.packageId,
        it.submissionId,
        it.checksum,
        it.status,
        null,
        List.of(error),
        List.of(),
        List.of(),
        false,
        PATH + it.packageId);
  }

  private static List<SecurityFinding> gravestFirst(List<SecurityFinding> findings) {
    return findings.stream()
        .sorted(Comparator.comparing(SecurityFinding::severity).reversed())
        .toList();
  }

  /** What is left of the event. */
  private final class Room {
    private int findings = MOST_FINDINGS;
    private int bytes = MOST_BYTES;
    private boolean isFull;

    <F> List<F> take(List<F> all) {
      var taken = new ArrayList<F>();
      for (var finding : all) {
        findings--;
        bytes -= size(finding);
        if (findings < 0 || bytes < 0) {
          isFull = true;
          break;
        }
        taken.add(finding);
      }
      return taken;
    }

    private int size(Object finding) {
      try {
        return json.writeValueAsBytes(finding).length + 1;
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Cannot write a finding", e);
      }
    }
  }
}
