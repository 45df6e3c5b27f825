package dev.pluginsuite.installation.work;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Does one piece of work after the other until none is left; one at a time in this replica, and
 * once more if woken meanwhile. Other replicas do the same: whoever takes a piece locks it.
 */
public final class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);

  /** A piece that takes longer waits for what will not come, and must not hold the others up. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final String name;
  private final Supplier<Uni<Boolean>> next;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();

  /**
   * @param next does one piece and answers whether there was one
   */
  public Drain(String name, Supplier<Uni<Boolean>> next) {
    this.name = name;
    this.next = next;
  }

  /** May be called from any thread; returns at once. */
  public void wake() {
    woken.set(true);
    start();
  }

  private void start() {
    if (running.compareAndSet(false, true)) {
      // Off the event loop, where a new context may not be opened.
      Infrastructure.getDefaultWorkerPool().execute(this::run);
    }
  }

  private void run() {
    woken.set(false);
    try {
      VertxContextSupport.subscribe(
          () -> Multi.createBy().repeating().uni(this::piece).whilst(found -> found),
          work -> work.with(found -> {}, this::failed, this::done));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private Uni<Boolean> piece() {
    return next.get().ifNoItem().after(LONGEST).fail();
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
