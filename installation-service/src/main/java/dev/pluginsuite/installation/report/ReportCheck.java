package dev.pluginsuite.installation.report;

import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a report can be used. */
final class ReportCheck {
  private static final int MOST_PLUGINS = 1_000;
  private static final int MOST_FOUND = 200;
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_VERSION = 100;
  private static final int LONGEST_ERROR = 4_000;

  private ReportCheck() {}

  /** The report with its texts cut to what can be kept. */
  static SiteReport checked(SiteReport it) {
    var errors = new ArrayList<FieldError>();
    require(it.siteGeneration() >= 0, "siteGeneration", "must not be negative", errors);
    require(it.agentVersion() != null, "agentVersion", "must not be missing", errors);
    require(
        it.plugins() != null && it.plugins().size() <= MOST_PLUGINS && isWhole(it.plugins()),
        "plugins",
        "has to be a list of at most %d plugins, each with installationId and state"
            .formatted(MOST_PLUGINS),
        errors);
    var found = it.found();
    require(
        found == null
            || (found.size() <= MOST_FOUND && found.stream().allMatch(ReportCheck::isWhole)),
        "found",
        "has to be a list of at most %d plugins, each with pluginId and name".formatted(MOST_FOUND),
        errors);
    var failure = it.failure();
    require(
        failure == null || (failure.installationId() != null && failure.operation() != null),
        "failure",
        "has to name installationId and operation",
        errors);
    if (!errors.isEmpty()) {
      throw CommonProblem.INVALID_REQUEST.because("The report is not complete.", errors);
    }
    return new SiteReport(
        it.siteGeneration(),
        it.observedAt(),
        cut(it.agentVersion(), LONGEST_VERSION),
        it.plugins().stream().map(ReportCheck::cut).toList(),
        failure == null ? null : cut(failure),
        it.found() == null ? null : it.found().stream().map(ReportCheck::cut).toList());
  }

  private static boolean isWhole(List<SiteReport.Plugin> plugins) {
    return plugins.stream()
        .allMatch(it -> it != null && it.installationId() != null && it.state() != null);
  }

  private static boolean isWhole(SiteReport.Found it) {
    return it != null && it.pluginId() != null && it.name() != null;
  }

  private static SiteReport.Plugin cut(SiteReport.Plugin it) {
    return new SiteReport.Plugin(
        it.installationId(),
        it.generation(),
        it.packageId(),
        cutOrNull(it.pluginId(), LONGEST_ID),
        cutOrNull(it.version(), LONGEST_NAME),
        it.state());
  }

  private static SiteReport.Found cut(SiteReport.Found it) {
    return new SiteReport.Found(
        cut(it.pluginId(), LONGEST_ID),
        cutOrNull(it.version(), LONGEST_NAME),
        cutOrNull(it.checksum(), LONGEST_NAME),
        cut(it.name(), LONGEST_NAME));
  }

  @SuppressWarnings("NullAway") // what an agent sends may lack anything
  private static String cutOrNull(@Nullable String text, int longest) {
    return text == null ? null : cut(text, longest);
  }

  private static SiteReport.Failure cut(SiteReport.Failure it) {
    return new SiteReport.Failure(
        Objects.requireNonNullElse(it.planId(), it.installationId()),
        it.installationId(),
        cut(it.operation(), 50),
        cut(Objects.requireNonNullElse(it.error(), "no reason given"), LONGEST_ERROR));
  }

  /** Without the one character that the database cannot keep: the report would never be taken. */
  private static String cut(String text, int longest) {
    var kept = text.replace('\0', ' ');
    return kept.length() <= longest ? kept : kept.substring(0, longest);
  }

  private static void require(
      boolean holds, String field, String message, List<FieldError> errors) {
    if (!holds) {
      errors.add(new FieldError(field, message));
    }
  }
}
