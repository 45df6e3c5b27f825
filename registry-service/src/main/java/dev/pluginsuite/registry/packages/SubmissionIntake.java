package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.packages.Submission.Submitter;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.source.PackageSources;
import dev.pluginsuite.registry.source.StagedPackage;
import dev.pluginsuite.registry.source.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Brings a submission's bytes before the transaction that takes it: a fetch may last, and a
 * database connection is not kept waiting for somebody else's server.
 */
@ApplicationScoped
class SubmissionIntake {
  /** Longer ones do not pass validation, and no event could carry them there. */
  private static final int LONGEST_MANIFEST = 256 * 1024;

  private final SubmissionService submissions;
  private final PackageSources sources;

  SubmissionIntake(SubmissionService submissions, PackageSources sources) {
    this.submissions = submissions;
    this.sources = sources;
  }

  Uni<Taken> take(
      PackageSubmissionRequest body, Submitter by, Actor actor, IdempotentRequest request) {
    requireShort(body.manifest());
    var checksum = Checksums.normalized(body.checksum());
    return submissions
        .registry(body.registryId())
        .map(registry -> new Wish(body.to(registry), checksum, by, actor, request))
        .chain(this::take);
  }

  private Uni<Taken> take(Wish wish) {
    return submissions
        .lacksBytes(wish)
        .chain(lacks -> lacks ? bring(wish) : submissions.submit(wish, null));
  }

  private Uni<Taken> bring(Wish wish) {
    var body = wish.body();
    return submissions
        .storageOf(body.registryId())
        .map(it -> new Wanted(body.packageUrl(), wish.by().principal(), it))
        .chain(sources::stage)
        .chain(staged -> submit(wish, staged));
  }

  private Uni<Taken> submit(Wish wish, StagedPackage staged) {
    return submissions
        .submit(wish, staged)
        .onTermination()
        .call((taken, failure, cancelled) -> sources.tidy(staged));
  }

  private static void requireShort(JsonNode manifest) {
    var bytes = manifest.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_MANIFEST) {
      throw RegistryProblem.INVALID_SUBMISSION.because(
          "The manifest has %d bytes.".formatted(bytes),
          List.of(
              new FieldError(
                  "manifest", "must have at most %d bytes".formatted(LONGEST_MANIFEST))));
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
   * What it became.
   *
   * @param again whether it was there already, from the same submitter and with the same bytes
   */
  record Taken(PluginPackage it, boolean again) {}
}
