package dev.pluginsuite.validation.validations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.pipeline.Report;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportSummaryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String LONG = "\u20ac".repeat(500);

  private final JsonMapper json = new JsonMapper();
  private final ReportSummary summary = new ReportSummary(json);

  @Test
  void a_short_report_is_told_whole() {
    var validation = concluded(List.of(error("short")), List.of());

    var state = summary.of(validation);

    assertThat(state.truncated()).isFalse();
    assertThat(state.errors()).hasSize(1);
    assertThat(state.outcome()).isEqualTo(ValidationStatus.FAILED);
    assertThat(state.reportUrl()).endsWith("/validations/" + validation.packageId);
  }

  @Test
  void long_findings_are_left_out_before_the_event_is_too_large() throws JsonProcessingException {
    var state = summary.of(concluded(Collections.nCopies(190, error(LONG)), List.of()));

    assertThat(state.truncated()).isTrue();
    assertThat(state.errors()).hasSizeBetween(50, 150);
    assertThat(json.writeValueAsBytes(state)).hasSizeLessThan(400 * 1024);
  }

  @Test
  void the_gravest_security_findings_are_told_first() {
    var found = List.of(security(Level.LOW), security(Level.CRITICAL), security(Level.MEDIUM));

    var state = summary.of(concluded(List.of(), found));

    assertThat(state.securityFindings())
        .extracting(SecurityFinding::severity)
        .containsExactly(Level.CRITICAL, Level.MEDIUM, Level.LOW);
  }

  @Test
  void without_a_report_the_event_says_that_it_could_not_be_carried_out() {
    var validation = validation();
    validation.giveUp("no bytes", NOON);

    var state = summary.of(validation);

    assertThat(state.outcome()).isEqualTo(ValidationStatus.ERRORED);
    assertThat(state.errors()).extracting(Finding::id).containsExactly("validation-errored");
  }

  private static Validation concluded(List<Finding> errors, List<SecurityFinding> security) {
    var validation = validation();
    var report =
        new Report(
            ValidationStatus.FAILED,
            RiskLevel.LOW,
            errors,
            List.of(),
            security,
            "ab",
            1L,
            List.of());
    validation.conclude(report, NOON);
    return validation;
  }

  private static Validation validation() {
    var validation = new Validation();
    validation.packageId = UUID.randomUUID();
    validation.submissionId = UUID.randomUUID();
    validation.checksum = "ab";
    return validation;
  }

  private static Finding error(String text) {
    return new Finding("manifest-name", 5, Finding.Severity.ERROR, text, text, text);
  }

  private static SecurityFinding security(Level level) {
    return new SecurityFinding("rule", null, level, null, null, "message", "remedy");
  }
}
