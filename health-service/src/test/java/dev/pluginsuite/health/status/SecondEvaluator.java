package dev.pluginsuite.health.status;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Judges without a pause, as another replica would, beside the service's own evaluator. */
@ApplicationScoped
public class SecondEvaluator {
  private final EvaluationService evaluations;

  SecondEvaluator(EvaluationService evaluations) {
    this.evaluations = evaluations;
  }

  /** Until told to stop; completes with the number of those that it judged. */
  public CompletableFuture<Integer> start(AtomicBoolean stop) {
    return CompletableFuture.supplyAsync(() -> judge(stop));
  }

  private int judge(AtomicBoolean stop) {
    int judged = 0;
    while (!stop.get()) {
      try {
        judged += VertxContextSupport.subscribeAndAwait(evaluations::judge);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
    return judged;
  }
}
