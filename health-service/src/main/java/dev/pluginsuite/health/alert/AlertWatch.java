package dev.pluginsuite.health.alert;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks in every replica whether somebody is needed, or not any more. */
@ApplicationScoped
class AlertWatch {
  private static final Logger LOG = Logger.getLogger(AlertWatch.class);

  private final AlertService alerts;

  AlertWatch(AlertService alerts) {
    this.alerts = alerts;
  }

  @Scheduled(
      every = "${suite.alerts.pass}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class,
      identity = "watch-alerts")
  Uni<Void> pass() {
    return untilDone(alerts::raise)
        .chain(() -> untilDone(alerts::end))
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "Cannot look after alerts now"))
        .onFailure()
        .recoverWithNull();
  }

  private static Uni<Void> untilDone(Supplier<Uni<Integer>> step) {
    return Multi.createBy()
        .repeating()
        .uni(step::get)
        .whilst(done -> done > 0)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
