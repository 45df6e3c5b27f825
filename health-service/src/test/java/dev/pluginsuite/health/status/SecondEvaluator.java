package dev.pluginsuite.health.status;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Judges again and again, as another replica would, beside the service's own evaluator. */
@ApplicationScoped
public class SecondEvaluator {
  private final EvaluationService evaluations;

  SecondEvaluator(EvaluationService evaluations) {
    this.evaluations = evaluations;
  }

  /** Until told to stop; completes with the number of those that it judged. */
  public CompletableFuture<Integer> start(CountDownLatch stop) {
    return CompletableFuture.supplyAsync(() -> judge(stop));
  }

  private int judge(CountDownLatch stop) {
    int judged = 0;
    try {
      while (!stop.await(20, TimeUnit.MILLISECONDS)) {
        judged += VertxContextSupport.subscribeAndAwait(evaluations::judge);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return judged;
  }
}
