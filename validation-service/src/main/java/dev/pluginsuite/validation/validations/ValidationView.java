package dev.pluginsuite.validation.validations;

import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.validation.pipeline.Report;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A validation as it is answered.
 *
 * @param report null until there is one
 * @param lastFailure why an attempt came to nothing
 */
record ValidationView(
    UUID id,
    UUID packageId,
    UUID submissionId,
    String pluginId,
    String version,
    String checksum,
    String submittedBy,
    ValidationStatus status,
    int attempts,
    @Nullable String lastFailure,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable Report report) {

  static ValidationView of(Validation it) {
    return new ValidationView(
        it.id,
        it.packageId,
        it.submissionId,
        it.pluginId,
        it.pluginVersion,
        it.checksum,
        it.submittedBy,
        it.status,
        it.attempts,
        it.lastFailure,
        it.createdAt,
        it.finishedAt,
        it.report);
  }
}
