package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.channels.Channel;
import dev.pluginsuite.registry.channels.WebhookSecret;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.subscriptions.Subscription.Owner;
import dev.pluginsuite.registry.subscriptions.Subscription.Wish;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people do with their subscriptions. */
@ApplicationScoped
class SubscriptionService {
  private final SubscriptionRepository subscriptions;
  private final SubscriptionConfig config;
  private final SealedSecrets sealed;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  SubscriptionService(
      SubscriptionRepository subscriptions,
      SubscriptionConfig config,
      SealedSecrets sealed,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.config = config;
    this.sealed = sealed;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A subscription, and its secret if it has just got one.
   *
   * @param secret shown this once; null in a repeated answer and for mail
   */
  record Written(Subscription subscription, @Nullable String secret) {}

  /** Who changes what they have read. */
  record Change(
      SubscriptionAccess access,
      Actor actor,
      @Nullable String ifMatch,
      IdempotentRequest request) {}

  @WithTransaction
  Uni<Written> create(
      Wish wish, Owner by, WebhookSecret secret, Actor actor, IdempotentRequest request) {
    return idempotency.once(
        request,
        () -> createOnce(wish, by, secret, actor),
        it -> it.subscription().id,
        id -> again(id, new SubscriptionAccess(false, by.principal())));
  }

  private Uni<Written> createOnce(Wish wish, Owner by, WebhookSecret secret, Actor actor) {
    var isSigned = wish.channel() == Channel.WEBHOOK;
    var id = Ids.next();
    var kept = isSigned ? sealed.seal(secret, id) : null;
    var fresh = new Subscription(id, wish, by, kept, clock.instant());
    return subscriptions
        .countForAnother(by.principal())
        .invoke(this::requireRoom)
        .chain(() -> subscriptions.persist(fresh))
        .call(it -> record(actor, it, "create", null))
        .map(it -> new Written(it, isSigned ? secret.text() : null));
  }

  private void requireRoom(long count) {
    if (count >= config.subscriptionsPerOwner()) {
      throw RegistryProblem.TOO_MANY_SUBSCRIPTIONS.because(
          "You have %d subscriptions; delete one first.".formatted(count));
    }
  }

  @WithTransaction
  Uni<Written> change(UUID id, Wish wish, Owner by, Change change) {
    return once(
        id,
        change,
        it -> {
          requireSame(it.channel, wish.channel());
          var before = it.status;
          it.change(wish, by);
          return record(change.actor(), it, "change", before).replaceWith(new Written(it, null));
        });
  }

  private static void requireSame(Channel is, Channel asked) {
    if (is != asked) {
      throw RegistryProblem.INVALID_SUBSCRIPTION.because(
          "The subscription's channel is %s and stays it; make another for %s."
              .formatted(is, asked));
    }
  }

  @WithTransaction
  Uni<Written> rotate(UUID id, WebhookSecret secret, Change change) {
    return once(
        id,
        change,
        it -> {
          if (it.channel != Channel.WEBHOOK) {
            throw RegistryProblem.INVALID_SUBSCRIPTION.because("E-mail is not signed.");
          }
          it.rotate(sealed.seal(secret, id), clock.instant(), config.secretOverlap());
          return record(change.actor(), it, "rotate-secret", it.status)
              .replaceWith(new Written(it, secret.text()));
        });
  }

  private Uni<Written> once(UUID id, Change change, Function<Subscription, Uni<Written>> effect) {
    return idempotency.once(
        change.request(),
        () ->
            subscriptions
                .getForChange(id, change.access())
                .invoke(it -> EntityTags.check(change.ifMatch(), it.revision))
                .chain(effect::apply),
        it -> it.subscription().id,
        again -> again(again, change.access()));
  }

  /** Without its secret, which has been shown. */
  private Uni<Written> again(UUID id, SubscriptionAccess access) {
    return subscriptions.get(id, access).map(it -> new Written(it, null));
  }

  @WithTransaction
  Uni<Void> delete(UUID id, Change change) {
    return subscriptions
        .getForChange(id, change.access())
        .invoke(it -> EntityTags.check(change.ifMatch(), it.revision))
        .call(it -> record(change.actor(), it, "delete", it.status))
        .chain(subscriptions::end);
  }

  @WithSession
  Uni<Page<Subscription>> list(PageRequest page, SubscriptionAccess access) {
    return subscriptions.page(page, access);
  }

  @WithSession
  Uni<Subscription> get(UUID id, SubscriptionAccess access) {
    return subscriptions.get(id, access);
  }

  private Uni<Void> record(
      Actor actor, Subscription it, String verb, @Nullable SubscriptionStatus before) {
    return audit.record(
        actor,
        Deed.of("subscription." + verb, "subscription", it.id)
            .changing(before, verb.equals("delete") ? null : it.status));
  }
}
