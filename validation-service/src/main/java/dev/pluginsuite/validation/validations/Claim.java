package dev.pluginsuite.validation.validations;

import dev.pluginsuite.common.trace.TraceContext;
import dev.pluginsuite.validation.manifest.ManifestReader;
import dev.pluginsuite.validation.pipeline.Submission;
import dev.pluginsuite.validation.sbom.SbomSubject;
import java.time.Instant;
import java.util.UUID;

/**
 * A validation that was taken up.
 *
 * @param attempt which one this is; when a later one has begun, this one no longer counts
 * @param deadline when somebody else may take it up, even if it is still worked on
 */
record Claim(
    UUID id,
    int attempt,
    Instant deadline,
    UUID packageId,
    long packageRevision,
    Submission submission,
    String contentUrl,
    TraceContext cause) {
  static Claim of(Validation it, Instant deadline) {
    var submission =
        new Submission(it.pluginId, it.pluginVersion, it.checksum, it.manifest, it.submittedBy);
    return new Claim(
        it.id,
        it.attempts,
        deadline,
        it.packageId,
        it.packageRevision,
        submission,
        it.contentUrl,
        TraceContext.of(it.traceparent));
  }

  String checksum() {
    return submission.checksum();
  }

  /** For the bill of materials. */
  SbomSubject subject(ManifestReader manifests, Instant now) {
    var manifest = manifests.read(submission.manifest()).json();
    return new SbomSubject(
        packageId,
        packageRevision,
        id,
        submission.pluginId(),
        submission.version(),
        submission.checksum(),
        String.valueOf(submission.submitter()),
        manifest.path("name").textValue(),
        manifest.path("license").textValue(),
        now);
  }
}
