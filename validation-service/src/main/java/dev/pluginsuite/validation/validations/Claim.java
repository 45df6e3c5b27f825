package dev.pluginsuite.validation.validations;

import dev.pluginsuite.validation.pipeline.Submission;
import java.util.UUID;

/**
 * A validation that was taken up.
 *
 * @param attempt which one this is; when a later one has begun, this one no longer counts
 */
record Claim(UUID id, int attempt, Submission submission, String contentUrl) {
  static Claim of(Validation it) {
    var submission = new Submission(it.pluginId, it.pluginVersion, it.checksum, it.manifest);
    return new Claim(it.id, it.attempts, submission, it.contentUrl);
  }
}
