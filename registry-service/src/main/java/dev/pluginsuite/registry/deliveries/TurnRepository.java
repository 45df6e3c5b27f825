package dev.pluginsuite.registry.deliveries;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Takes turns: at any time one sender has a subscription, until its lease is over. */
@ApplicationScoped
class TurnRepository {
  /** The oldest of a subject goes first; a resting or stopped receiver gets nothing but probes. */
  private static final String IS_READY =
      """
      d.subscription_id = t.subscription_id and d.status = 'PENDING' and d.due_at <= now()
      and (d.probe or (s.status = 'ACTIVE' and (t.rest_until <= now() or t.seen_revision <> s.revision)))
      and not exists (
        select 1 from notice_deliveries e
        where e.status = 'PENDING' and e.subscription_id = d.subscription_id and e.subject_id = d.subject_id and e.seq < d.seq)
      """;

  /** Whoever has waited longest comes first. */
  private static final String TAKE =
      """
      update delivery_turns set lease = lease + 1, leased_until = now() + make_interval(secs => $1)
      where subscription_id = (
        select t.subscription_id from delivery_turns t join subscriptions s on s.id = t.subscription_id
        where t.leased_until <= now() and exists (select 1 from notice_deliveries d where %s)
        order by t.leased_until limit 1 for update of t skip locked)
      returning subscription_id, lease"""
          .formatted(IS_READY);

  private static final String RENEW =
      """
      update delivery_turns set leased_until = now() + make_interval(secs => ?3)
      where subscription_id = ?1 and lease = ?2""";

  private static final String NEXT =
      """
      select cast(d.id as varchar), s.revision
      from delivery_turns t join subscriptions s on s.id = t.subscription_id join notice_deliveries d on %s
      where t.subscription_id = ?1 order by d.seq limit 1"""
          .formatted(IS_READY);

  private final Pool pool;

  TurnRepository(Pool pool) {
    this.pool = pool;
  }

  /** The right to send for a subscription. */
  record Lease(UUID subscriptionId, long number) {}

  /** What is to be sent next, and the subscription's revision that is tried. */
  record Due(UUID deliveryId, long revision) {}

  /** Null when nobody waits. */
  Uni<@Nullable Lease> take(Duration time) {
    return pool.preparedQuery(TAKE)
        .execute(Tuple.of(seconds(time)))
        .map(
            rows -> {
              var found = rows.iterator();
              if (!found.hasNext()) {
                return null;
              }
              var row = found.next();
              return new Lease(row.getUUID(0), row.getLong(1));
            });
  }

  /** False when somebody else has taken the turn. */
  Uni<Boolean> renew(Lease lease, Duration time) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RENEW)
                    .setParameter(1, lease.subscriptionId())
                    .setParameter(2, lease.number())
                    .setParameter(3, seconds(time))
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  /** Null when nothing is due. */
  Uni<@Nullable Due> next(Lease lease) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NEXT, Object[].class)
                    .setParameter(1, lease.subscriptionId())
                    .getSingleResultOrNull())
        .map(
            row ->
                row == null
                    ? null
                    : new Due(UUID.fromString((String) row[0]), ((Number) row[1]).longValue()));
  }

  /** Null when somebody else has it, or the subscription is gone. */
  Uni<@Nullable Turn> lock(Lease lease) {
    return Panache.getSession()
        .chain(
            session -> session.find(Turn.class, lease.subscriptionId(), LockMode.PESSIMISTIC_WRITE))
        .map(it -> it != null && it.lease == lease.number() ? it : null);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
