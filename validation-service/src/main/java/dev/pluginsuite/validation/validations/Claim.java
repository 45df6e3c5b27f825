package dev.pluginsuite.validation.validations;

import dev.pluginsuite.validation.pipeline.Submission;
import java.time.Instant;
import java.util.UUID;

/**
 * A validation that was taken up.
 *
 * @param attempt which one this is; when a later one has begun, this one no longer counts
 * @param deadline when somebody else may take it up, even if it is still worked on
 */
record Claim(UUID id, int attempt, Instant deadline, Submission submission, String contentUrl) {
  static Claim of(Validation it, Instant deadline) {
    var submission = new Submission(it.pluginId, it.pluginVersion, it.checksum, it.manifest);
    return new Claim(it.id, it.attempts, deadline, submission, it.contentUrl);
  }
}
