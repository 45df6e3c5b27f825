package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.notices.NoticeService;
import dev.pluginsuite.registry.notices.Notices;
import dev.pluginsuite.registry.notices.Raised;
import dev.pluginsuite.registry.subscriptions.SubscriberService;
import dev.pluginsuite.registry.subscriptions.SubscriptionAccess;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of deliveries, apart from sending: who gets what, what became of it, and again. */
@ApplicationScoped
class DeliveryService {
  private final DeliveryRepository deliveries;
  private final SubscriberService subscribers;
  private final NoticeService notices;
  private final Notices raising;
  private final TestLimit testLimit;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  DeliveryService(
      DeliveryRepository deliveries,
      SubscriberService subscribers,
      NoticeService notices,
      Notices raising,
      TestLimit testLimit,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.deliveries = deliveries;
    this.subscribers = subscribers;
    this.notices = notices;
    this.raising = raising;
    this.testLimit = testLimit;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /** Who asks for what, of which subscription. */
  record Ask(
      UUID subscriptionId, SubscriptionAccess access, Actor actor, IdempotentRequest request) {}

  /** False when every notice has been distributed. */
  @WithTransaction
  Uni<Boolean> distributeNext() {
    return notices
        .take()
        .chain(it -> it == null ? Uni.createFrom().item(false) : distribute(it).replaceWith(true));
  }

  private Uni<Void> distribute(Raised notice) {
    return subscribers
        .hearing(notice.type(), notice.scope())
        .chain(
            ids ->
                ids.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : deliveries
                        .persist(ids.stream().map(it -> delivery(it, notice, false)))
                        .chain(() -> deliveries.prepareTurns(ids))
                        .replaceWithVoid());
  }

  private Delivery delivery(UUID subscriptionId, Raised notice, boolean probe) {
    return new Delivery(Ids.next(), subscriptionId, notice, probe, clock.instant());
  }

  /** Something to send that nobody but this subscriber gets. */
  @WithTransaction
  Uni<Delivery> test(Ask ask) {
    return idempotency.once(
        ask.request(),
        () ->
            subscribers
                .require(ask.subscriptionId(), ask.access())
                .chain(() -> testLimit.take(ask.request().principal()))
                .chain(() -> probe(ask)),
        it -> it.id,
        id -> deliveries.get(ask.subscriptionId(), id));
  }

  private Uni<Delivery> probe(Ask ask) {
    var subscription = ask.subscriptionId();
    return raising
        .raiseTest(subscription)
        .chain(notice -> deliveries.persist(delivery(subscription, notice, true)))
        .call(() -> deliveries.prepareTurns(List.of(subscription)))
        .call(it -> record(ask, "subscription.test", it));
  }

  @WithTransaction
  Uni<Delivery> redeliver(UUID id, Ask ask) {
    return idempotency.once(
        ask.request(),
        () ->
            subscribers
                .require(ask.subscriptionId(), ask.access())
                .chain(() -> deliveries.getForChange(ask.subscriptionId(), id))
                .invoke(it -> it.redeliver(clock.instant()))
                .call(it -> record(ask, "subscription.redeliver", it)),
        it -> it.id,
        again -> deliveries.get(ask.subscriptionId(), again));
  }

  private Uni<Void> record(Ask ask, String action, Delivery it) {
    var deed =
        Deed.of(action, "subscription", ask.subscriptionId()).because("delivery " + it.id, null);
    return audit.record(ask.actor(), deed);
  }

  @WithSession
  Uni<Delivery> get(UUID subscriptionId, UUID id) {
    return deliveries.get(subscriptionId, id);
  }

  @WithSession
  Uni<Page<Delivery>> list(
      UUID subscriptionId,
      SubscriptionAccess access,
      PageRequest page,
      @Nullable DeliveryStatus status) {
    return subscribers
        .require(subscriptionId, access)
        .chain(() -> deliveries.page(subscriptionId, page, status));
  }
}
