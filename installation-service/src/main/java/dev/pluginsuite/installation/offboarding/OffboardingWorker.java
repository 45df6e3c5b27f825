package dev.pluginsuite.installation.offboarding;

import dev.pluginsuite.installation.enrolment.Credentials;
import dev.pluginsuite.installation.offboarding.OffboardingQueue.Turn;
import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Brings every leaving site to OFFBOARDED. Each step removes only what is there, so that a crash at
 * any point costs nothing but time.
 */
@ApplicationScoped
class OffboardingWorker {
  private static final Logger LOG = Logger.getLogger(OffboardingWorker.class);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final OffboardingQueue queue;
  private final OffboardingService offboardings;
  private final OffboardingConfig config;
  private final Credentials credentials;
  private final Drain drain = new Drain("offboarding", this::next);

  OffboardingWorker(
      OffboardingQueue queue,
      OffboardingService offboardings,
      OffboardingConfig config,
      Credentials credentials) {
    this.queue = queue;
    this.offboardings = offboardings;
    this.config = config;
    this.credentials = credentials;
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    drain.wake();
  }

  private Uni<Boolean> next() {
    return queue
        .take()
        .chain(turn -> turn == null ? Uni.createFrom().item(false) : work(turn).replaceWith(true));
  }

  private Uni<Void> work(Turn turn) {
    return step(turn).onFailure().recoverWithUni(failure -> putOff(turn, failure));
  }

  private Uni<Void> step(Turn turn) {
    var id = turn.siteId();
    if (turn.isEmpty()) {
      return credentials
          .remove(id)
          .chain(() -> offboardings.close(id))
          .invoke(() -> LOG.infof("Closed site %s", id));
    }
    if (turn.hasPlugins()) {
      return offboardings
          .insist(id)
          .chain(() -> queue.putOff(id, turn.isOver() ? SHORT : config.againAfter()));
    }
    return queue.putOff(id, SHORT);
  }

  private Uni<Void> putOff(Turn turn, Throwable failure) {
    LOG.warnf(failure, "Closing site %s is tried again", turn.siteId());
    return queue.putOff(turn.siteId(), AFTER_FAILURE);
  }
}
