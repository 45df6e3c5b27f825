package dev.pluginsuite.deployment.rollout;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs the engine's steps while the service runs. At a stop the steps in hand end, and no other
 * begins, before the database's pool is closed.
 */
@ApplicationScoped
class Passes {
  private static final Logger LOG = Logger.getLogger(Passes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Phaser inHand = new Phaser(1);
  private volatile boolean stopping;

  /** Steps as long as there is something to do. What fails is tried again by the next pass. */
  Uni<Void> untilDone(String what, Supplier<Uni<Boolean>> step) {
    return Multi.createBy()
        .repeating()
        .uni(() -> inHand(step))
        .whilst(more -> more)
        .collect()
        .last()
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "Cannot %s now", what))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<Boolean> inHand(Supplier<Uni<Boolean>> step) {
    if (inHand.register() < 0) {
      return Uni.createFrom().item(false);
    }
    return Uni.createFrom()
        .deferred(() -> stopping ? Uni.createFrom().item(false) : step.get())
        .onTermination()
        .invoke(inHand::arriveAndDeregister);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    try {
      inHand.awaitAdvanceInterruptibly(
          inHand.arriveAndDeregister(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      LOG.warnf("A step of the rollout did not end within %d s", PATIENCE.toSeconds());
    }
  }
}
