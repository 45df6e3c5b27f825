package dev.pluginsuite.health.status;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Judges what is due, in every replica: rows that another one is at are skipped. Silence is nothing
 * that comes in, so the time alone makes an installation due.
 */
@ApplicationScoped
class Evaluator {
  private static final Logger LOG = Logger.getLogger(Evaluator.class);

  private final EvaluationService evaluations;

  Evaluator(EvaluationService evaluations) {
    this.evaluations = evaluations;
  }

  @Scheduled(
      every = "${suite.health.status.pass}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "judge-installations")
  Uni<Void> pass() {
    return Multi.createBy()
        .repeating()
        .uni(evaluations::judge)
        .whilst(judged -> judged > 0)
        .collect()
        .last()
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "Cannot judge installations now"))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
