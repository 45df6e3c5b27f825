package dev.pluginsuite.installation.offboarding;

import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.installation.command.CommandService;
import dev.pluginsuite.installation.installation.SiteChangeService;
import dev.pluginsuite.installation.offboarding.OffboardingResource.OffboardingRequest;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The use cases of sites that leave. */
@ApplicationScoped
public class OffboardingService {
  private static final Duration LONGEST = Duration.ofDays(3_653);

  private final SiteService sites;
  private final SiteChangeService changes;
  private final CommandService commands;
  private final OffboardingQueue queue;
  private final OffboardingConfig config;
  private final Idempotency idempotency;
  private final Clock clock;

  OffboardingService(
      SiteService sites,
      SiteChangeService changes,
      CommandService commands,
      OffboardingQueue queue,
      OffboardingConfig config,
      Idempotency idempotency,
      Clock clock) {
    this.sites = sites;
    this.changes = changes;
    this.commands = commands;
    this.queue = queue;
    this.config = config;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @WithTransaction
  Uni<SiteView> offboard(
      String id, OffboardingRequest wanted, Actor actor, IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> offboardOnce(id, wanted, actor), SiteView::id, sites::get);
  }

  private Uni<SiteView> offboardOnce(String id, OffboardingRequest wanted, Actor actor) {
    return sites
        .offboard(id, deadline(wanted), actor, wanted.reason(), wanted.changeReference())
        .chain(() -> changes.clear(id))
        .chain(() -> queue.hurry(id))
        .chain(() -> sites.get(id));
  }

  /** One that has passed is now. */
  private Instant deadline(OffboardingRequest wanted) {
    var now = clock.instant();
    var deadline = Objects.requireNonNullElse(wanted.deadline(), now.plus(config.patience()));
    if (deadline.isAfter(now.plus(LONGEST))) {
      throw CommonProblem.INVALID_REQUEST.because(
          "A site leaves within ten years.",
          List.of(new FieldError("deadline", "must not be more than ten years ahead")));
    }
    return wanted.isForced() || deadline.isBefore(now) ? now : deadline;
  }

  /** The agent has reported on the newest document: perhaps all is gone. */
  @WithTransaction
  public Uni<Void> reported(SiteView site) {
    return site.status() == SiteStatus.OFFBOARDING
        ? queue.hurry(site.id())
        : Uni.createFrom().voidItem();
  }

  /** Says again that all is to go: a failed removal brings the old set back. */
  @WithTransaction
  Uni<Void> insist(String id) {
    return changes.clear(id);
  }

  /** Nothing is left of the site outside of the database. Seats are freed as by any removal. */
  @WithTransaction
  Uni<Void> close(String id) {
    return sites.close(id).chain(isNews -> isNews ? settle(id) : Uni.createFrom().voidItem());
  }

  private Uni<Void> settle(String id) {
    return changes.abandon(id).chain(() -> commands.settle(id));
  }
}
