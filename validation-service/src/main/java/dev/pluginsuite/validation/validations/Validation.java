package dev.pluginsuite.validation.validations;

import static dev.pluginsuite.api.registry.ValidationStatus.ERRORED;
import static dev.pluginsuite.api.registry.ValidationStatus.RUNNING;

import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.validation.pipeline.Report;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The validation of one submission. Taken up and inserted by statements, the rest are verbs. */
@Entity
@Table(name = "plugin_validations")
class Validation {
  private static final int LONGEST_FAILURE = 1_000;

  @Id UUID id;

  @Column(name = "package_id")
  UUID packageId;

  /** Grows with each submission of the package, and so orders their reports. */
  @Column(name = "package_revision")
  long packageRevision;

  @Column(name = "submission_id")
  UUID submissionId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "plugin_version")
  String pluginVersion;

  String checksum;

  /** JSON as it was submitted. */
  String manifest;

  @Column(name = "content_url")
  String contentUrl;

  @Column(name = "submitted_by")
  String submittedBy;

  @Enumerated(EnumType.STRING)
  ValidationStatus status = RUNNING;

  int attempts;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "last_failure")
  @Nullable String lastFailure;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Report report;

  /** Because of what it was asked for; null if nobody said. */
  @Nullable String traceparent;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  long revision;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected Validation() {}

  /** Whether nobody took it up after that attempt began. */
  boolean isStillAt(int attempt) {
    return status == RUNNING && attempts == attempt;
  }

  void conclude(Report found, Instant now) {
    report = found;
    finish(found.outcome(), now);
  }

  void postpone(String failure, Duration pause, Instant now) {
    lastFailure = shortened(failure);
    dueAt = now.plus(pause);
    revision++;
  }

  void giveUp(String failure, Instant now) {
    lastFailure = shortened(failure);
    finish(ERRORED, now);
  }

  private void finish(ValidationStatus outcome, Instant now) {
    status = outcome;
    finishedAt = now;
    revision++;
  }

  private static String shortened(String failure) {
    return failure.length() <= LONGEST_FAILURE ? failure : failure.substring(0, LONGEST_FAILURE);
  }
}
