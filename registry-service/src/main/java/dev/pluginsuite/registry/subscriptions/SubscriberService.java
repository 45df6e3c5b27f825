package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.registry.channels.Target;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What those who deliver need to know of subscriptions, and what they report of them. */
@ApplicationScoped
public class SubscriberService {
  private final SubscriptionRepository subscriptions;
  private final SealedSecrets sealed;
  private final Audit audit;
  private final Clock clock;

  SubscriberService(
      SubscriptionRepository subscriptions, SealedSecrets sealed, Audit audit, Clock clock) {
    this.subscriptions = subscriptions;
    this.sealed = sealed;
    this.audit = audit;
    this.clock = clock;
  }

  /** Refuses those who may not know of it. */
  @WithSession
  public Uni<Void> require(UUID id, SubscriptionAccess access) {
    return subscriptions.get(id, access).replaceWithVoid();
  }

  /** Who is to be told. */
  @WithSession
  public Uni<List<UUID>> hearing(String type, NoticeScope scope) {
    var known = NoticeType.named(type);
    if (known.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return subscriptions
        .askingFor(type)
        .map(
            all ->
                all.stream().filter(it -> it.hears(known.get(), scope)).map(it -> it.id).toList());
  }

  /** Where to send to, with the secrets that are valid now. */
  @WithSession
  public Uni<Target> target(UUID id) {
    return subscriptions.findById(id).map(it -> it.target(sealed, clock.instant()));
  }

  /** It has failed for too long. */
  @WithTransaction
  public Uni<Void> pause(UUID id, String because) {
    return stop(id, SubscriptionStatus.PAUSED, because);
  }

  /** The receiver wants no more. */
  @WithTransaction
  public Uni<Void> gone(UUID id, String because) {
    return stop(id, SubscriptionStatus.GONE, because);
  }

  private Uni<Void> stop(UUID id, SubscriptionStatus next, String because) {
    return subscriptions
        .findById(id, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNotNull()
        .transformToUni(it -> stop(it, next, because));
  }

  private Uni<Void> stop(Subscription it, SubscriptionStatus next, String because) {
    var before = it.status;
    if (!it.stop(next, because)) {
      return Uni.createFrom().voidItem();
    }
    var deed =
        Deed.of("subscription.stop", "subscription", it.id)
            .changing(before, it.status)
            .because(because, null);
    return audit.record(Actor.system("notices"), deed);
  }
}
