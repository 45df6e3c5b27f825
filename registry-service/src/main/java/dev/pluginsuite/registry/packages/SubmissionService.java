package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.packages.SubmissionIntake.Taken;
import dev.pluginsuite.registry.packages.SubmissionIntake.Wish;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.registries.RegistryService;
import dev.pluginsuite.registry.registries.StorageNames;
import dev.pluginsuite.registry.source.StagedPackage;
import dev.pluginsuite.registry.storage.StoredContent;
import dev.pluginsuite.registry.storage.StoredObjectService;
import dev.pluginsuite.registry.upload.UploadService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes submissions and what validation says of them. */
@ApplicationScoped
class SubmissionService {
  /** One after the other for each version: the second finds what the first has made. */
  private static final String LOCK =
      "select count(*) from pg_advisory_xact_lock(hashtextextended(cast(?1 as varchar), 0))";

  private final PackageRepository packages;
  private final PackageEvents events;
  private final UploadService uploads;
  private final RegistryService registries;
  private final StoredObjectService objects;
  private final DeveloperPolicy policy;
  private final SameAgain sameAgain;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  SubmissionService(
      PackageRepository packages,
      PackageEvents events,
      UploadService uploads,
      RegistryService registries,
      StoredObjectService objects,
      DeveloperPolicy policy,
      SameAgain sameAgain,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.packages = packages;
    this.events = events;
    this.uploads = uploads;
    this.registries = registries;
    this.objects = objects;
    this.policy = policy;
    this.sameAgain = sameAgain;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * False when the answer is known without them; refuses what cannot be taken whatever they are.
   */
  @WithSession
  Uni<Boolean> lacksBytes(Wish wish) {
    var body = wish.body();
    return idempotency
        .isKnown(wish.request())
        .chain(
            known ->
                known
                    ? Uni.createFrom().item(false)
                    : packages
                        .find(body.registryId(), body.pluginId(), body.version())
                        .map(before -> before == null || !sameAgain.isAnswer(before, wish)));
  }

  /** The registry that is named, or the default where none is. */
  @WithSession
  Uni<String> registry(@Nullable String named) {
    return named == null ? registries.defaultOfEnterprise() : Uni.createFrom().item(named);
  }

  @WithSession
  Uni<StorageNames> storageOf(String registryId) {
    return registries.requireActive(registryId).chain(() -> registries.storageNames(registryId));
  }

  /**
   * @param staged the bytes; null where {@link #lacksBytes} said that none are needed
   */
  @WithTransaction
  Uni<Taken> submit(Wish wish, @Nullable StagedPackage staged) {
    return idempotency.once(
        wish.request(),
        () -> submitOnce(wish, staged),
        it -> it.it().id,
        id -> packages.get(id).map(it -> new Taken(it, false)));
  }

  private Uni<Taken> submitOnce(Wish wish, @Nullable StagedPackage staged) {
    var body = wish.body();
    return registries
        .requireActive(body.registryId())
        .chain(() -> lock(wish.version()))
        .chain(() -> packages.find(body.registryId(), body.pluginId(), body.version()))
        .chain(before -> takeOrAnswer(wish, before, staged));
  }

  private static Uni<Long> lock(String version) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOCK, Long.class)
                    .setParameter(1, version)
                    .getSingleResult());
  }

  private Uni<Taken> takeOrAnswer(
      Wish wish, @Nullable PluginPackage before, @Nullable StagedPackage staged) {
    if (before != null && sameAgain.isAnswer(before, wish)) {
      return Uni.createFrom().item(new Taken(before, true));
    }
    if (staged == null) {
      throw CommonProblem.CONCURRENT_CHANGE.because(
          "The version was turned down just now; submit it again.");
    }
    requireSame(wish.checksum(), staged);
    return accept(wish, before, staged).map(it -> new Taken(it, false));
  }

  private static void requireSame(String checksum, StagedPackage staged) {
    if (!checksum.equals(staged.checksum())) {
      throw RegistryProblem.CHECKSUM_MISMATCH.because(
          "The submission names sha256:%s, the bytes received have sha256:%s."
              .formatted(checksum, staged.checksum()));
    }
  }

  private Uni<PluginPackage> accept(
      Wish wish, @Nullable PluginPackage before, StagedPackage staged) {
    var status = before == null ? null : before.status;
    return record(before, submission(before, wish, staged))
        .call(
            it ->
                audit.record(
                    wish.actor(),
                    Deed.of("package.submit", "package", it.id).changing(status, it.status)))
        .call(it -> events.tell(it, "package.submitted"))
        .call(packages::flush)
        .call(
            it ->
                staged.ownedBySubmitter()
                    ? uploads.submitted(staged.id())
                    : Uni.createFrom().voidItem())
        // Last, when nothing can refuse any more: a refused submission leaves no bytes.
        .call(it -> keep(it.registryId, staged));
  }

  private Submission submission(@Nullable PluginPackage before, Wish wish, StagedPackage staged) {
    var packageId = before == null ? Ids.next() : before.id;
    return new Submission(Ids.next(), packageId, wish.body(), staged, wish.by(), clock.instant());
  }

  private Uni<PluginPackage> record(@Nullable PluginPackage before, Submission submission) {
    if (before != null) {
      return current(before)
          .invoke(it -> it.endedAs(before))
          .invoke(() -> before.resubmit(submission))
          .chain(() -> Panache.getSession())
          .chain(session -> session.persist(submission))
          .replaceWith(before);
    }
    var fresh = new PluginPackage(submission.packageId, submission, submission.registryId);
    return packages
        .persistAndFlush(fresh)
        .onFailure(org.hibernate.exception.ConstraintViolationException.class)
        .transform(race -> duplicate(fresh))
        .call(() -> Panache.getSession().chain(session -> session.persist(submission)));
  }

  private static Uni<Submission> current(PluginPackage it) {
    return Panache.getSession().chain(session -> session.find(Submission.class, it.submissionId));
  }

  private static RuntimeException duplicate(PluginPackage it) {
    return RegistryProblem.DUPLICATE_VERSION.because(
        "%s %s was submitted to registry %s at the same time."
            .formatted(it.pluginId, it.pluginVersion, it.registryId));
  }

  private Uni<Void> keep(String registryId, StagedPackage staged) {
    var content = new StoredContent(staged.checksum(), staged.size());
    return registries
        .storageOf(registryId)
        .chain(location -> objects.keep(location, staged.id(), content));
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
        .record(Actor.system(PluginPackage.VALIDATION.name()), deed)
        .chain(() -> outcome(report.submissionId(), report.outcome()))
        .chain(() -> policy.apply(it))
        .chain(() -> events.tell(it, "package.validated"));
  }

  private static Uni<Void> outcome(UUID submissionId, ValidationStatus outcome) {
    return Panache.getSession()
        .chain(session -> session.find(Submission.class, submissionId))
        .invoke(it -> it.outcome = outcome)
        .replaceWithVoid();
  }
}
