package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.manifest.Manifest;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.packages.Submission.Submitter;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.source.PackageSources;
import dev.pluginsuite.registry.source.StagedPackage;
import dev.pluginsuite.registry.source.Wanted;
import dev.pluginsuite.registry.storage.KeptObject;
import dev.pluginsuite.registry.storage.StoredContent;
import dev.pluginsuite.registry.storage.StoredObjectService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Brings and keeps a submission's bytes before the transaction that takes it: both may last, and a
 * database connection is not kept waiting for somebody else's server.
 */
@ApplicationScoped
class SubmissionIntake {
  private final Admission admission;
  private final PackageSources sources;
  private final StoredObjectService objects;
  private final SubmissionService submissions;

  SubmissionIntake(
      Admission admission,
      PackageSources sources,
      StoredObjectService objects,
      SubmissionService submissions) {
    this.admission = admission;
    this.sources = sources;
    this.objects = objects;
    this.submissions = submissions;
  }

  Uni<Taken> take(
      PackageSubmissionRequest body, Submitter by, Actor actor, IdempotentRequest request) {
    requireShort(body.manifest());
    var checksum = Checksums.normalized(body.checksum());
    return admission
        .registry(body.registryId())
        .map(registry -> new Wish(body.to(registry), checksum, by, actor, request))
        .chain(this::take);
  }

  private Uni<Taken> take(Wish wish) {
    return admission
        .lacksBytes(wish)
        .chain(lacks -> lacks ? bring(wish) : submissions.submit(wish, null));
  }

  private Uni<Taken> bring(Wish wish) {
    var body = wish.body();
    return admission
        .sources(body.registryId())
        .map(it -> new Wanted(body.packageUrl(), wish.by().principal(), it))
        .chain(sources::stage)
        .chain(staged -> submit(wish, staged));
  }

  private Uni<Taken> submit(Wish wish, StagedPackage staged) {
    return keep(wish, staged)
        .chain(brought -> submissions.submit(wish, brought))
        .onTermination()
        .call((taken, failure, cancelled) -> sources.tidy(staged));
  }

  /** A wrong checksum leaves no bytes; what is refused later leaves them to garbage collection. */
  private Uni<Brought> keep(Wish wish, StagedPackage staged) {
    if (!wish.checksum().equals(staged.checksum())) {
      return Uni.createFrom().failure(mismatch(wish.checksum(), staged));
    }
    var content = new StoredContent(staged.checksum(), staged.size());
    return admission
        .storage(wish.body().registryId())
        .chain(location -> objects.keep(location, staged.id(), content))
        .map(kept -> new Brought(staged, kept));
  }

  private static RuntimeException mismatch(String checksum, StagedPackage staged) {
    return RegistryProblem.CHECKSUM_MISMATCH.because(
        "The submission names sha256:%s, the bytes received have sha256:%s."
            .formatted(checksum, staged.checksum()));
  }

  private static void requireShort(JsonNode manifest) {
    var bytes = manifest.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Manifest.MOST_BYTES) {
      throw RegistryProblem.INVALID_SUBMISSION.because(
          "The manifest has %d bytes.".formatted(bytes),
          List.of(
              new FieldError(
                  "manifest", "must have at most %d bytes".formatted(Manifest.MOST_BYTES))));
    }
  }

  /**
   * What somebody wants to have taken.
   *
   * @param checksum of the body, as 64 lower-case hex digits
   */
  record Wish(
      PackageSubmission body,
      String checksum,
      Submitter by,
      Actor actor,
      IdempotentRequest request) {
    String version() {
      return "%s/%s/%s".formatted(body.registryId(), body.pluginId(), body.version());
    }
  }

  /**
   * A submission's bytes.
   *
   * @param kept where they lie for good, if the submission is taken
   */
  record Brought(StagedPackage staged, KeptObject kept) {}

  /**
   * What it became.
   *
   * @param again whether it was there already, from the same submitter and with the same bytes
   */
  record Taken(PluginPackage it, boolean again) {}
}
