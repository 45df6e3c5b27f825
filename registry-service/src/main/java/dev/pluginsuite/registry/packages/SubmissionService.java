package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.packages.Submission.Submitter;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.registries.RegistryService;
import dev.pluginsuite.registry.storage.StoredContent;
import dev.pluginsuite.registry.storage.StoredObjectService;
import dev.pluginsuite.registry.upload.UploadService;
import dev.pluginsuite.registry.upload.UploadedContent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes submissions and what validation says of them. */
@ApplicationScoped
class SubmissionService {
  /** Longer ones do not pass validation, and no event could carry them there. */
  private static final int LONGEST_MANIFEST = 256 * 1024;

  private final PackageRepository packages;
  private final PackageEvents events;
  private final UploadService uploads;
  private final RegistryService registries;
  private final StoredObjectService objects;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  SubmissionService(
      PackageRepository packages,
      PackageEvents events,
      UploadService uploads,
      RegistryService registries,
      StoredObjectService objects,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.packages = packages;
    this.events = events;
    this.uploads = uploads;
    this.registries = registries;
    this.objects = objects;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  @WithTransaction
  Uni<PluginPackage> submit(
      PackageSubmission body, Submitter by, Actor actor, IdempotentRequest request) {
    return idempotency.once(request, () -> submitOnce(body, by, actor), it -> it.id, packages::get);
  }

  private Uni<PluginPackage> submitOnce(PackageSubmission body, Submitter by, Actor actor) {
    var checksum = Checksums.normalized(body.checksum());
    requireShort(body.manifest());
    return registries
        .requireActive(body.registryId())
        .chain(() -> uploads.find(body.packageUrl(), by.principal()))
        .invoke(upload -> requireSame(checksum, upload))
        .chain(upload -> accept(body, upload, by, actor));
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

  private static void requireSame(String checksum, UploadedContent upload) {
    if (!checksum.equals(upload.checksum())) {
      throw RegistryProblem.CHECKSUM_MISMATCH.because(
          "The submission names sha256:%s, the bytes received have sha256:%s."
              .formatted(checksum, upload.checksum()));
    }
  }

  private Uni<PluginPackage> accept(
      PackageSubmission body, UploadedContent upload, Submitter by, Actor actor) {
    return packages
        .find(body.registryId(), body.pluginId(), body.version())
        .chain(before -> record(before, submission(before, body, upload, by), body.registryId()))
        .call(
            it ->
                audit.record(
                    actor, Deed.of("package.submit", "package", it.id).changing(null, it.status)))
        .call(it -> events.tell(it, "package.submitted"))
        .call(packages::flush)
        // Last, when nothing can refuse any more: a refused submission leaves no bytes.
        .call(it -> keep(it.registryId, upload));
  }

  private Submission submission(
      @Nullable PluginPackage before,
      PackageSubmission body,
      UploadedContent upload,
      Submitter by) {
    var packageId = before == null ? Ids.next() : before.id;
    return new Submission(
        Ids.next(), packageId, body, upload.checksum(), upload.size(), by, clock.instant());
  }

  private Uni<PluginPackage> record(
      @Nullable PluginPackage before, Submission submission, String registryId) {
    if (before != null) {
      before.resubmit(submission);
      return Panache.getSession().chain(session -> session.persist(submission)).replaceWith(before);
    }
    var fresh = new PluginPackage(submission.packageId, submission, registryId);
    return packages
        .persistAndFlush(fresh)
        .onFailure(org.hibernate.exception.ConstraintViolationException.class)
        .transform(race -> duplicate(fresh))
        .call(() -> Panache.getSession().chain(session -> session.persist(submission)));
  }

  private static RuntimeException duplicate(PluginPackage it) {
    return RegistryProblem.DUPLICATE_VERSION.because(
        "%s %s was submitted to registry %s at the same time."
            .formatted(it.pluginId, it.pluginVersion, it.registryId));
  }

  private Uni<Void> keep(String registryId, UploadedContent upload) {
    var content = new StoredContent(upload.checksum(), upload.size());
    return registries
        .storageOf(registryId)
        .chain(location -> objects.keep(location, upload.uploadId(), content));
  }

  /** A report about anything but the current submission changes nothing. */
  @WithTransaction
  Uni<?> validated(StateEvent<ReportState> event) {
    var report = event.state();
    return packages
        .findById(report.packageId())
        .chain(
            it ->
                it != null && it.awaits(report)
                    ? conclude(it, report)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> conclude(PluginPackage it, ReportState report) {
    var before = it.status;
    it.validated(report, clock.instant());
    var deed =
        Deed.of("package.validated", "package", it.id)
            .changing(before, it.status)
            .because(it.reason, null);
    return audit
        .record(Actor.system(PluginPackage.VALIDATION), deed)
        .chain(() -> outcome(report.submissionId(), report.outcome()))
        .chain(() -> events.tell(it, "package.validated"));
  }

  private static Uni<Void> outcome(UUID submissionId, ValidationStatus outcome) {
    return Panache.getSession()
        .chain(session -> session.find(Submission.class, submissionId))
        .invoke(it -> it.outcome = outcome)
        .replaceWithVoid();
  }
}
