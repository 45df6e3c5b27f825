package dev.pluginsuite.health.rollup;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Rolls up what was touched until nothing is left, and forgets what is too old. */
@ApplicationScoped
class RollupPass {
  private final RollupService rollups;

  RollupPass(RollupService rollups) {
    this.rollups = rollups;
  }

  @Scheduled(
      every = "${suite.health.rollups.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> rollUpSamples() {
    return rollups
        .rollUpSamples()
        .chain(more -> more ? rollUpSamples() : Uni.createFrom().voidItem());
  }

  @Scheduled(
      every = "${suite.health.rollups.hours-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> rollUpHours() {
    return rollups.rollUpHours().chain(more -> more ? rollUpHours() : Uni.createFrom().voidItem());
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return rollups.forgetSome().chain(more -> more ? forget() : Uni.createFrom().voidItem());
  }
}
