package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.registry.locks.NamedLock;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.jspecify.annotations.Nullable;

/**
 * A test is sent whatever the subscription's status, at once, to wherever somebody says: nobody may
 * send many. Counted by person, because a subscription can be deleted and made anew.
 */
@ApplicationScoped
class TestLimit {
  private static final String FORGET =
      "delete from notice_tests where principal = ?1 and sent_at <= ?2";
  private static final String COUNT =
      "select count(*), min(sent_at) from notice_tests where principal = ?1";
  private static final String REMEMBER =
      "insert into notice_tests (principal, sent_at) values (?1, ?2)";

  private final DeliveryConfig config;
  private final Clock clock;

  TestLimit(DeliveryConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Counts one more in the caller's transaction, or refuses it. */
  Uni<Void> take(String principal) {
    var now = clock.instant();
    return NamedLock.hold("notice tests", principal)
        .chain(() -> Panache.getSession())
        .chain(
            session ->
                update(session, FORGET, principal, now.minus(config.testsWithin()))
                    .chain(() -> count(session, principal))
                    .invoke(row -> requireFew((Long) row[0], (OffsetDateTime) row[1], now))
                    .chain(() -> update(session, REMEMBER, principal, now)))
        .replaceWithVoid();
  }

  private static Uni<Object[]> count(Session session, String principal) {
    return session
        .createNativeQuery(COUNT, Object[].class)
        .setParameter(1, principal)
        .getSingleResult();
  }

  private static Uni<Integer> update(Session session, String sql, String principal, Instant time) {
    return session
        .createNativeQuery(sql)
        .setParameter(1, principal)
        .setParameter(2, time)
        .executeUpdate();
  }

  private void requireFew(long sent, @Nullable OffsetDateTime first, Instant now) {
    if (first != null && sent >= config.tests()) {
      throw RegistryProblem.TOO_MANY_TESTS
          .because(
              "You have sent %d tests within %d seconds; wait a little."
                  .formatted(sent, config.testsWithin().toSeconds()))
          .limitedTo(
              config.tests(), Duration.between(now, first.toInstant().plus(config.testsWithin())));
    }
  }
}
