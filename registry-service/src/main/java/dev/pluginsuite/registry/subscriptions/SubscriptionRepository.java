package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.registry.locks.NamedLock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SubscriptionRepository implements PanacheRepositoryBase<Subscription, UUID> {
  /** PAUSED ones are served later, so what they miss is kept for them. */
  private static final String ASKING_FOR =
      """
      select s.* from subscriptions s
      where s.status in ('ACTIVE', 'PAUSED') and jsonb_exists(s.interest -> 'types', ?1)""";

  /** First the turn, then the deliveries: whoever sends locks them in this order. */
  private static final String END_TURN = "delete from delivery_turns where subscription_id = ?1";

  Uni<List<Subscription>> askingFor(String type) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ASKING_FOR, Subscription.class)
                    .setParameter(1, type)
                    .getResultList());
  }

  Uni<Subscription> get(UUID id, SubscriptionAccess access) {
    return seen(findById(id), id, access);
  }

  /** Whoever wants to change it at the same time waits. */
  Uni<Subscription> getForChange(UUID id, SubscriptionAccess access) {
    return seen(findById(id, LockModeType.PESSIMISTIC_WRITE), id, access);
  }

  /** What somebody else has is as unknown as what nobody has. */
  private static Uni<Subscription> seen(
      Uni<@Nullable Subscription> found, UUID id, SubscriptionAccess access) {
    return found.map(
        it -> {
          if (it == null || !access.includes(it)) {
            throw CommonProblem.NOT_FOUND.because(
                "There is no subscription %s that you may see.".formatted(id));
          }
          return it;
        });
  }

  Uni<Page<Subscription>> page(PageRequest page, SubscriptionAccess access) {
    return find(
            "id < ?1 and (?2 = true or owner = ?3) order by id desc",
            page.before(),
            access.all(),
            access.principal())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }

  Uni<Void> end(Subscription it) {
    return Panache.getSession()
        .chain(
            session -> session.createNativeQuery(END_TURN).setParameter(1, it.id).executeUpdate())
        .chain(() -> delete(it));
  }

  /** One person's subscriptions are counted and added to one after the other. */
  Uni<Long> countForAnother(String owner) {
    return NamedLock.hold("subscriptions", owner).chain(() -> count("owner", owner));
  }
}
