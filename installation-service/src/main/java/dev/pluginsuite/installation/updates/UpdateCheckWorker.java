package dev.pluginsuite.installation.updates;

import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Looks at the sites whose turn it is: a few at a time, because each may need a long search. */
@ApplicationScoped
class UpdateCheckWorker {
  private static final Logger LOG = Logger.getLogger(UpdateCheckWorker.class);

  private final UpdateCheckRepository queue;
  private final UpdateCheckService checks;
  private final UpdateConfig config;
  private final AtomicInteger left = new AtomicInteger();
  private final Drain due = new Drain("update checks", this::checkNext);

  UpdateCheckWorker(UpdateCheckRepository queue, UpdateCheckService checks, UpdateConfig config) {
    this.queue = queue;
    this.checks = checks;
    this.config = config;
  }

  @Scheduled(
      every = "${suite.updates.look}",
      delayed = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = ApplicationNotRunning.class)
  Uni<Void> look() {
    return checks.enrol().invoke(this::start).replaceWithVoid();
  }

  private void start() {
    left.set(config.atOnce());
    due.wake();
  }

  private Uni<Boolean> checkNext() {
    if (left.getAndDecrement() <= 0) {
      return Uni.createFrom().item(false);
    }
    return queue
        .take()
        .chain(it -> it == null ? Uni.createFrom().item(false) : check(it).replaceWith(true));
  }

  /** Its lease ends soon: then it is tried again. */
  private Uni<Void> check(String siteId) {
    return checks
        .check(siteId)
        .onFailure()
        .invoke(it -> LOG.errorf(it, "Cannot look for updates of %s yet", siteId))
        .onFailure()
        .recoverWithNull();
  }
}
