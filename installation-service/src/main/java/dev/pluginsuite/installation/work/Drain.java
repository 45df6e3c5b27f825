package dev.pluginsuite.installation.work;

import io.quarkus.vertx.core.runtime.VertxCoreRecorder;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Does one piece of work after the other until none is left, and once more if woken meanwhile; in
 * one lane or several side by side. Other replicas do the same: whoever takes a piece locks it.
 */
public final class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);

  /** A piece that takes longer waits for what will not come, and must not hold the others up. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final String name;
  private final Supplier<Uni<Boolean>> next;
  private final List<Lane> lanes;

  /**
   * @param next does one piece and answers whether there was one
   */
  public Drain(String name, Supplier<Uni<Boolean>> next) {
    this(name, 1, next);
  }

  /**
   * @param lanes so many pieces are done at once, if as many can be taken
   * @param next does one piece and answers whether there was one
   */
  public Drain(String name, int lanes, Supplier<Uni<Boolean>> next) {
    this.name = name;
    this.next = next;
    this.lanes = Stream.generate(Lane::new).limit(lanes).toList();
  }

  /** May be called from any thread; returns at once. */
  public void wake() {
    lanes.forEach(Lane::wake);
  }

  private Uni<Boolean> piece() {
    return next.get().ifNoItem().after(LONGEST).fail();
  }

  /**
   * A session lives in its context: two lanes, or a lane and who wakes it, must not share one. The
   * event loops take turns, so that the lanes do not all stand at the same.
   */
  private static Context newContext() {
    var vertx = (VertxInternal) VertxCoreRecorder.getVertx().get();
    var context = VertxContext.createNewDuplicatedContext(vertx.createEventLoopContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    return context;
  }

  /** One piece at a time. */
  private final class Lane {
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();

    void wake() {
      woken.set(true);
      start();
    }

    private void start() {
      if (running.compareAndSet(false, true)) {
        newContext().runOnContext(ignored -> run());
      }
    }

    private void run() {
      woken.set(false);
      Multi.createBy()
          .repeating()
          .uni(Drain.this::piece)
          .whilst(found -> found)
          .subscribe()
          .with(found -> {}, this::failed, this::done);
    }

    private void failed(Throwable failure) {
      LOG.warnf(failure, "%s: tried again later", name);
      running.set(false);
    }

    private void done() {
      running.set(false);
      // Somebody may have come between the last look and now.
      if (woken.get()) {
        start();
      }
    }
  }
}
