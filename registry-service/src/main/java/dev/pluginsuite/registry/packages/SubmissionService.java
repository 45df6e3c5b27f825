package dev.pluginsuite.registry.packages;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.packages.SubmissionIntake.Brought;
import dev.pluginsuite.registry.packages.SubmissionIntake.Taken;
import dev.pluginsuite.registry.packages.SubmissionIntake.Wish;
import dev.pluginsuite.registry.registries.RegistryService;
import dev.pluginsuite.registry.storage.StoredObjectService;
import dev.pluginsuite.registry.upload.UploadService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Takes submissions whose bytes are there: package, submission, audit and event at once. */
@ApplicationScoped
class SubmissionService {
  private final SubmissionRepository submissions;
  private final PackageRepository packages;
  private final RegistryService registries;
  private final UploadService uploads;
  private final StoredObjectService objects;
  private final PackageEvents events;
  private final SameAgain sameAgain;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  SubmissionService(
      SubmissionRepository submissions,
      PackageRepository packages,
      RegistryService registries,
      UploadService uploads,
      StoredObjectService objects,
      PackageEvents events,
      SameAgain sameAgain,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.submissions = submissions;
    this.packages = packages;
    this.registries = registries;
    this.uploads = uploads;
    this.objects = objects;
    this.events = events;
    this.sameAgain = sameAgain;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param brought the bytes; null where {@link Admission#lacksBytes} said that none are needed
   */
  @WithTransaction
  Uni<Taken> submit(Wish wish, @Nullable Brought brought) {
    return idempotency.once(
        wish.request(),
        () -> submitOnce(wish, brought),
        it -> it.it().id,
        id -> packages.get(id).map(it -> new Taken(it, false)));
  }

  private Uni<Taken> submitOnce(Wish wish, @Nullable Brought brought) {
    var body = wish.body();
    return registries
        .requireActive(body.registryId())
        .chain(() -> submissions.lock(wish.version()))
        .chain(() -> packages.find(body.registryId(), body.pluginId(), body.version()))
        .chain(before -> takeOrAnswer(wish, before, brought));
  }

  private Uni<Taken> takeOrAnswer(
      Wish wish, @Nullable PluginPackage before, @Nullable Brought brought) {
    if (before != null && sameAgain.isAnswer(before, wish)) {
      return Uni.createFrom().item(new Taken(before, true));
    }
    if (brought == null) {
      throw CommonProblem.CONCURRENT_CHANGE.because(
          "The version was turned down just now; submit it again.");
    }
    return accept(wish, before, brought).map(it -> new Taken(it, false));
  }

  private Uni<PluginPackage> accept(Wish wish, @Nullable PluginPackage before, Brought brought) {
    var status = before == null ? null : before.status();
    var staged = brought.staged();
    return submissions
        .record(before, submission(before, wish, brought))
        .call(
            it ->
                audit.record(
                    wish.actor(),
                    Deed.of("package.submit", "package", it.id).changing(status, it.status())))
        .call(it -> events.tell(it, "package.submitted"))
        .call(packages::flush)
        .call(
            it ->
                staged.ownedBySubmitter()
                    ? uploads.submitted(staged.id())
                    : Uni.createFrom().voidItem())
        .call(() -> objects.refer(brought.kept()));
  }

  private Submission submission(@Nullable PluginPackage before, Wish wish, Brought brought) {
    var packageId = before == null ? Ids.next() : before.id;
    return new Submission(
        Ids.next(), packageId, wish.body(), brought.staged(), wish.by(), clock.instant());
  }
}
