package dev.pluginsuite.common.waiting;

import dev.pluginsuite.common.context.CallerContext;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Waits for outcomes that any replica may bring. A waiter holds no session: per replica and
 * condition one query at a time asks for all awaited ids at once.
 */
@ApplicationScoped
public class Waiting {
  private static final Logger LOG = Logger.getLogger(Waiting.class);

  /** A connection may hang; those who wait would never be asked for again. */
  private static final Duration LONGEST_QUERY = Duration.ofSeconds(5);

  /** With the delay of a stop before it, well within what a stop leaves to requests. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final Pool pool;
  private final Vertx vertx;
  private final Map<Settled<?>, Room> rooms = new ConcurrentHashMap<>();
  private volatile boolean leaving;

  Waiting(Pool pool, Vertx vertx) {
    this.pool = pool;
    this.vertx = vertx;
  }

  /** Who waits here for longer than the stop does would not be answered at all. */
  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    leaving = true;
    vertx.setTimer(FAREWELL.toMillis(), ignored -> rooms.values().forEach(Room::dismiss));
  }

  /**
   * True as soon as it has settled, false when the time is over or the service stops. Continues on
   * the caller's context.
   */
  public <K> Uni<Boolean> until(Settled<K> condition, K id, Duration patience) {
    var atMost = leaving && patience.compareTo(FAREWELL) > 0 ? FAREWELL : patience;
    if (atMost.isZero() || atMost.isNegative()) {
      return Uni.createFrom().item(false);
    }
    var caller = CallerContext.of(vertx);
    var room = rooms.computeIfAbsent(condition, Room::new);
    return Uni.createFrom()
        .<Boolean>emitter(
            emitter -> room.enter(new Waiter(id, System.nanoTime() + atMost.toNanos(), emitter)))
        .ifNoItem()
        .after(atMost)
        .recoverWithItem(false)
        .emitOn(caller);
  }

  private record Waiter(Object id, long deadline, UniEmitter<? super Boolean> emitter) {}

  /** Those who wait for one condition. Their time is kept outside: a query may hang. */
  private final class Room {
    private final Settled<?> condition;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    Room(Settled<?> condition) {
      this.condition = condition;
    }

    void enter(Waiter waiter) {
      waiters.add(waiter);
      askIfNobodyDoes();
    }

    private void askIfNobodyDoes() {
      if (asking.compareAndSet(false, true)) {
        ask();
      }
    }

    private void ask() {
      Uni.createFrom()
          .deferred(() -> pool.preparedQuery(condition.sql()).execute(awaited()))
          .ifNoItem()
          .after(LONGEST_QUERY)
          .fail()
          .invoke(rows -> rows.forEach(row -> settle(row.get(condition.keyType(), 0))))
          .subscribe()
          .with(
              answered -> again(),
              failure -> {
                LOG.debugf(failure, "Cannot ask for %s", condition.name());
                again();
              });
    }

    private Tuple awaited() {
      var ids =
          waiters.stream()
              .map(Waiter::id)
              .distinct()
              .toArray(size -> (Object[]) Array.newInstance(condition.keyType(), size));
      return Tuple.from(new Object[] {ids});
    }

    private void settle(Object id) {
      answer(it -> it.id().equals(id), true);
    }

    void dismiss() {
      answer(it -> true, false);
    }

    private void answer(Predicate<Waiter> those, boolean settled) {
      waiters.removeIf(
          it -> {
            var isOne = those.test(it);
            if (isOne) {
              it.emitter().complete(settled);
            }
            return isOne;
          });
    }

    private void again() {
      var now = System.nanoTime();
      waiters.removeIf(it -> it.deadline() - now <= 0);
      if (!waiters.isEmpty()) {
        vertx.setTimer(Math.max(1, condition.every().toMillis()), ignored -> ask());
        return;
      }
      asking.set(false);
      // Somebody may have come in between the look and the sign at the door.
      if (!waiters.isEmpty()) {
        askIfNobodyDoes();
      }
    }
  }
}
