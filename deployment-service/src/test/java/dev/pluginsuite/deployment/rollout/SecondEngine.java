package dev.pluginsuite.deployment.rollout;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Passes again and again, as another replica would, beside the service's own engine. */
@ApplicationScoped
public class SecondEngine {
  private final RolloutEngine engine;

  SecondEngine(RolloutEngine engine) {
    this.engine = engine;
  }

  /** Until told to stop; completes with the number of passes. */
  public CompletableFuture<Integer> start(CountDownLatch stop) {
    return CompletableFuture.supplyAsync(() -> pass(stop));
  }

  private int pass(CountDownLatch stop) {
    int passes = 0;
    try {
      while (!stop.await(20, TimeUnit.MILLISECONDS)) {
        VertxContextSupport.subscribeAndAwait(() -> engine.start().chain(engine::advance));
        passes++;
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return passes;
  }
}
