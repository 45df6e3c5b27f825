package dev.pluginsuite.installation.lapse;

import dev.pluginsuite.installation.lapse.LapseRepository.Task;
import dev.pluginsuite.installation.licence.LicenceService;
import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Lets licences pass whose time has come, stops what runs under ended ones, and looks again. */
@ApplicationScoped
class LapseWorker {
  private static final Logger LOG = Logger.getLogger(LapseWorker.class);

  private final LapseRepository queue;
  private final LapseService lapses;
  private final Drain passing;
  private final Drain tasks = new Drain("ended licences", this::handleNext);
  private final Drain stuck = new Drain("stuck ends of licences", this::tellNextAgain);

  LapseWorker(LapseRepository queue, LapseService lapses, LicenceService licences) {
    this.queue = queue;
    this.lapses = lapses;
    this.passing = new Drain("passing licences", licences::passNext);
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    passing.wake();
    tasks.wake();
    stuck.wake();
  }

  @Scheduled(
      every = "30s",
      delayed = "15s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> sweep() {
    return lapses.sweep().invoke(tasks::wake).replaceWithVoid();
  }

  private Uni<Boolean> handleNext() {
    return queue
        .take()
        .chain(it -> it == null ? Uni.createFrom().item(false) : handle(it).replaceWith(true));
  }

  /** Its lease ends soon: then it is tried again. */
  private Uni<Void> handle(Task task) {
    return lapses
        .handle(task)
        .onFailure()
        .invoke(it -> LOG.errorf(it, "Cannot stop %s at %s yet", task.pluginId(), task.siteId()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Boolean> tellNextAgain() {
    return lapses.tellNextAgain().map(it -> it != null);
  }
}
