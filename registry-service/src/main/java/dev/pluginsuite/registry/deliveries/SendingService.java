package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.registry.channels.Message;
import dev.pluginsuite.registry.channels.Outcome;
import dev.pluginsuite.registry.channels.Target;
import dev.pluginsuite.registry.deliveries.TurnRepository.Due;
import dev.pluginsuite.registry.deliveries.TurnRepository.Lease;
import dev.pluginsuite.registry.notices.NoticeService;
import dev.pluginsuite.registry.subscriptions.SubscriberService;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The steps of a sender: take a subscription, get what is next, write down what became of it. */
@ApplicationScoped
class SendingService {
  private final TurnRepository turns;
  private final DeliveryRepository deliveries;
  private final NoticeService notices;
  private final SubscriberService subscribers;
  private final DeliveryConfig config;
  private final Clock clock;

  SendingService(
      TurnRepository turns,
      DeliveryRepository deliveries,
      NoticeService notices,
      SubscriberService subscribers,
      DeliveryConfig config,
      Clock clock) {
    this.turns = turns;
    this.deliveries = deliveries;
    this.notices = notices;
    this.subscribers = subscribers;
    this.config = config;
    this.clock = clock;
  }

  /** One try. */
  record Try(UUID deliveryId, long revision, Target target, Message message) {}

  /** What a try means for the whole subscription. */
  enum Consequence {
    NONE,
    /** Somebody else has the turn: they write down what becomes of it. */
    LEASE_LOST,
    PAUSE,
    GONE
  }

  Uni<@Nullable Lease> take() {
    return turns.take(config.lease());
  }

  /** Null when nothing is due, or somebody else has the turn. */
  @WithTransaction
  Uni<@Nullable Try> next(Lease lease) {
    return turns
        .renew(lease, config.lease())
        .chain(mine -> mine ? turns.next(lease) : Uni.createFrom().<@Nullable Due>nullItem())
        .chain(due -> due == null ? Uni.createFrom().<@Nullable Try>nullItem() : begin(due));
  }

  private Uni<@Nullable Try> begin(Due due) {
    return deliveries
        .findById(due.deliveryId(), LockModeType.PESSIMISTIC_WRITE)
        .invoke(it -> it.begin(clock.instant()))
        .chain(it -> attempt(it, due));
  }

  private Uni<@Nullable Try> attempt(Delivery it, Due due) {
    return notices
        .body(it.noticeId)
        .map(body -> new Message(it.noticeId, it.type, body))
        .chain(
            message ->
                subscribers
                    .target(it.subscriptionId)
                    .map(target -> new Try(it.id, due.revision(), target, message)));
  }

  @WithTransaction
  Uni<Consequence> conclude(Lease lease, Try attempt, Outcome outcome, Duration latency) {
    return turns
        .lock(lease)
        .chain(
            turn ->
                turn == null
                    ? Uni.createFrom().item(Consequence.LEASE_LOST)
                    : conclude(turn, attempt, outcome, latency));
  }

  private Uni<Consequence> conclude(Turn turn, Try attempt, Outcome outcome, Duration latency) {
    return deliveries
        .findById(attempt.deliveryId(), LockModeType.PESSIMISTIC_WRITE)
        .chain(
            it ->
                switch (outcome.kind()) {
                  case DELIVERED -> delivered(turn, it, outcome, latency);
                  case FAILED -> failed(turn, it, attempt, outcome, latency);
                  case GONE -> gone(it, outcome, latency);
                });
  }

  private Uni<Consequence> delivered(Turn turn, Delivery it, Outcome outcome, Duration latency) {
    it.delivered(outcome, latency, clock.instant());
    return turn.succeeded(clock.instant())
        ? deliveries.hurry(turn.subscriptionId).replaceWith(Consequence.NONE)
        : Uni.createFrom().item(Consequence.NONE);
  }

  private Uni<Consequence> failed(
      Turn turn, Delivery it, Try attempt, Outcome outcome, Duration latency) {
    var now = clock.instant();
    if (it.probe || it.attempts >= config.attempts()) {
      it.givenUp(outcome, latency);
    } else {
      it.failed(outcome, latency, now.plus(wait(it.attempts, outcome.retryAfter())));
    }
    if (it.probe) {
      return Uni.createFrom().item(Consequence.NONE);
    }
    turn.failed(backoff(config.longestRest()), outcome.retryAfter(), attempt.revision(), now);
    var pauses = turn.isFailingFor(config.pauseAfter(), now);
    return Uni.createFrom().item(pauses ? Consequence.PAUSE : Consequence.NONE);
  }

  /** As long as the receiver asks, but not shorter than usual. */
  private Duration wait(int attempts, @Nullable Duration asked) {
    var usual = backoff(config.longestWait()).after(attempts);
    return Objects.requireNonNullElse(asked, Duration.ZERO).compareTo(usual) > 0
        ? Objects.requireNonNull(asked)
        : usual;
  }

  private Backoff backoff(Duration longest) {
    return new Backoff(config.firstWait(), longest, ThreadLocalRandom.current()::nextDouble);
  }

  private static Uni<Consequence> gone(Delivery it, Outcome outcome, Duration latency) {
    it.givenUp(outcome, latency);
    return Uni.createFrom().item(Consequence.GONE);
  }

  /** Others may take it at once. */
  @WithTransaction
  Uni<Boolean> release(Lease lease) {
    return turns.renew(lease, Duration.ZERO);
  }
}
