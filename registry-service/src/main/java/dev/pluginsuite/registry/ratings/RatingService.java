package dev.pluginsuite.registry.ratings;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.installations.KnownInstallationService;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.ratings.PluginReview.Opinion;
import dev.pluginsuite.registry.ratings.RatingRepository.Reader;
import dev.pluginsuite.registry.stars.RatingConfig;
import dev.pluginsuite.registry.stars.RatingSummary;
import dev.pluginsuite.registry.versions.CatalogVisibility;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Takes reviews, moderates and tells them. */
@ApplicationScoped
class RatingService {
  private final RatingRepository reviews;
  private final KnownInstallationService installations;
  private final RatingConfig config;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  RatingService(
      RatingRepository reviews,
      KnownInstallationService installations,
      RatingConfig config,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.reviews = reviews;
    this.installations = installations;
    this.config = config;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /** One per reviewer and package: the second takes the first one's place. */
  @WithTransaction
  Uni<Written> write(UUID packageId, Opinion opinion, Writing by) {
    return idempotency.once(
        by.request(),
        () -> writeOnce(packageId, opinion, by),
        it -> it.review().id,
        id -> reviews.findById(id).map(it -> new Written(it, it.revision == 1)));
  }

  private Uni<Written> writeOnce(UUID packageId, Opinion opinion, Writing by) {
    return reviews
        .requireVisible(packageId, by.visibility().names())
        .chain(() -> installations.hasRun(packageId, opinion.siteId()))
        .invoke(ran -> requireRan(packageId, opinion, ran))
        .chain(() -> reviews.findForChange(packageId, opinion.reviewer()))
        .chain(
            before ->
                put(packageId, before, opinion, by).map(it -> new Written(it, before == null)));
  }

  private static void requireRan(UUID packageId, Opinion opinion, boolean ran) {
    if (!ran) {
      throw RegistryProblem.NEVER_RAN.because(
          "The site %s never ran package %s; only who has run it can rate it."
              .formatted(opinion.siteId(), packageId));
    }
  }

  private Uni<PluginReview> put(
      UUID packageId, @Nullable PluginReview before, Opinion opinion, Writing by) {
    EntityTags.check(by.ifMatch(), before == null ? 0 : before.revision);
    if (before != null && before.says(opinion)) {
      return Uni.createFrom().item(before);
    }
    var was = before == null ? null : before.status;
    return (before == null ? add(packageId, opinion) : rewrite(before, opinion))
        .call(
            it ->
                audit.record(
                    by.actor(), Deed.of("review.write", "review", it.id).changing(was, it.status)));
  }

  private Uni<PluginReview> add(UUID packageId, Opinion opinion) {
    return reviews
        .persistAndFlush(new PluginReview(packageId, opinion, clock.instant()))
        .onFailure(ConstraintViolationException.class)
        .transform(
            race ->
                CommonProblem.CONCURRENT_CHANGE.because("You wrote a review at the same time."));
  }

  private Uni<PluginReview> rewrite(PluginReview it, Opinion opinion) {
    it.rewrite(opinion, clock.instant());
    return Uni.createFrom().item(it);
  }

  @WithTransaction
  Uni<PluginReview> approve(UUID packageId, UUID id, Moderation by) {
    return decide(
        packageId,
        id,
        "review.approve",
        by,
        it -> it.approve(by.actor().name(), by.reason(), clock.instant()));
  }

  @WithTransaction
  Uni<PluginReview> reject(UUID packageId, UUID id, Moderation by) {
    var why = by.reason();
    if (why == null || why.isBlank()) {
      throw RegistryProblem.REASON_REQUIRED.because(
          "Say why.", List.of(new FieldError("reason", "must have 1 to 2000 characters")));
    }
    return decide(
        packageId,
        id,
        "review.reject",
        by,
        it -> it.reject(by.actor().name(), why, clock.instant()));
  }

  private Uni<PluginReview> decide(
      UUID packageId, UUID id, String action, Moderation by, Consumer<PluginReview> verb) {
    return idempotency.once(
        by.request(),
        () -> reviews.getForChange(packageId, id).call(it -> decideNow(it, action, by, verb)),
        it -> it.id,
        reviews::findById);
  }

  private Uni<Void> decideNow(
      PluginReview it, String action, Moderation by, Consumer<PluginReview> verb) {
    EntityTags.require(by.ifMatch(), it.revision);
    if (it.reviewer.equals(by.principal())) {
      throw RegistryProblem.OWN_SUBMISSION.because(
          "You wrote this review; somebody else has to decide.");
    }
    var before = it.status;
    verb.accept(it);
    return audit.record(
        by.actor(),
        Deed.of(action, "review", it.id)
            .changing(before, it.status)
            .because(by.reason(), by.changeReference()));
  }

  @WithSession
  Uni<PluginReview> get(UUID packageId, UUID id, Reader reader, CatalogVisibility visibility) {
    return reviews
        .requireVisible(packageId, visibility.names())
        .chain(() -> reviews.get(packageId, id, reader));
  }

  @WithSession
  Uni<Rated> list(
      UUID packageId,
      @Nullable RatingStatus status,
      Reader reader,
      CatalogVisibility visibility,
      PageRequest page) {
    return reviews
        .requireVisible(packageId, visibility.names())
        .chain(() -> reviews.page(packageId, status, reader, page))
        .chain(rows -> reviews.byStars(packageId).map(it -> rated(rows, it)));
  }

  private Rated rated(Page<PluginReview> rows, List<Long> byStars) {
    return new Rated(rows, RatingSummary.of(byStars, config));
  }

  /**
   * Who writes a review.
   *
   * @param ifMatch the ETag of the writer's review as it was read
   */
  record Writing(
      Actor actor,
      IdempotentRequest request,
      CatalogVisibility visibility,
      @Nullable String ifMatch) {}

  /** A review, and whether the writer had none before. */
  record Written(PluginReview review, boolean isFirst) {}

  /** A page of reviews, and what all that count come to. */
  record Rated(Page<PluginReview> reviews, RatingSummary rating) {}
}
