package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DeliveryRepository implements PanacheRepositoryBase<Delivery, UUID> {
  private static final String PAGE =
      """
      from Delivery d where d.subscriptionId = :subscription and d.id < :before
        and (:status is null or d.status = :status) order by d.id desc""";

  private static final String HURRY =
      """
      update notice_deliveries set due_at = now()
      where subscription_id = ?1 and status = 'PENDING' and due_at > now()""";

  private static final String NEW_TURNS =
      """
      insert into delivery_turns (subscription_id, lease, leased_until, rest_until, failures, seen_revision)
      select id, 0, now(), now(), 0, 0 from subscriptions where id in (?1) on conflict do nothing""";

  Uni<Page<Delivery>> page(UUID subscriptionId, PageRequest page, @Nullable DeliveryStatus status) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(PAGE, Delivery.class)
                    .setParameter("subscription", subscriptionId)
                    .setParameter("before", page.before())
                    .setParameter("status", status)
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }

  Uni<Delivery> get(UUID subscriptionId, UUID id) {
    return of(subscriptionId, id, findById(id));
  }

  Uni<Delivery> getForChange(UUID subscriptionId, UUID id) {
    return of(subscriptionId, id, findById(id, LockModeType.PESSIMISTIC_WRITE));
  }

  private static Uni<Delivery> of(UUID subscriptionId, UUID id, Uni<@Nullable Delivery> found) {
    return found.map(
        it -> {
          if (it == null || !it.subscriptionId.equals(subscriptionId)) {
            throw CommonProblem.NOT_FOUND.because(
                "Subscription %s has no delivery %s.".formatted(subscriptionId, id));
          }
          return it;
        });
  }

  /** All that waits for its next try is due. */
  Uni<Integer> hurry(UUID subscriptionId) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(HURRY).setParameter(1, subscriptionId).executeUpdate());
  }

  /** So that somebody can take them. */
  Uni<Integer> prepareTurns(Collection<UUID> subscriptionIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NEW_TURNS)
                    .setParameter(1, subscriptionIds)
                    .executeUpdate());
  }
}
