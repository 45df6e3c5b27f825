package dev.pluginsuite.installation.revocation;

import dev.pluginsuite.installation.revocation.RevocationRepository.Task;
import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Works off the tasks, and looks for what slipped through. */
@ApplicationScoped
public class RevocationWorker {
  private static final Logger LOG = Logger.getLogger(RevocationWorker.class);

  private final RevocationRepository queue;
  private final RevocationService revocations;
  private final Drain tasks = new Drain("revocations", this::handleNext);
  private final Drain stuck = new Drain("stuck revocations", this::tellNextAgain);

  RevocationWorker(RevocationRepository queue, RevocationService revocations) {
    this.queue = queue;
    this.revocations = revocations;
  }

  public void wake() {
    tasks.wake();
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    tasks.wake();
    stuck.wake();
  }

  @Scheduled(
      every = "30s",
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> sweep() {
    return revocations.sweep().invoke(this::wake).replaceWithVoid();
  }

  private Uni<Boolean> handleNext() {
    return queue
        .take()
        .chain(it -> it == null ? Uni.createFrom().item(false) : handle(it).replaceWith(true));
  }

  /** Its lease ends soon: then it is tried again. */
  private Uni<Void> handle(Task task) {
    return revocations
        .handle(task)
        .onFailure()
        .invoke(it -> LOG.errorf(it, "Cannot stop %s at %s yet", task.packageId(), task.siteId()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Boolean> tellNextAgain() {
    return revocations.tellNextAgain().map(it -> it != null);
  }
}
