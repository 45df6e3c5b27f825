package dev.pluginsuite.installation.lapse;

import dev.pluginsuite.installation.licence.LicenceService;
import dev.pluginsuite.installation.work.Drain;
import dev.pluginsuite.installation.work.SiteTaskWorker;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets licences pass whose time has come; what has to stop then are tasks of sites. */
@ApplicationScoped
class LapseWorker {
  private final LicenceService licences;
  private final SiteTaskWorker worker;
  private final Drain passing = new Drain("passing licences", this::passNext);

  LapseWorker(LicenceService licences, SiteTaskWorker worker) {
    this.licences = licences;
    this.worker = worker;
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    passing.wake();
  }

  private Uni<Boolean> passNext() {
    return licences.passNext().invoke(this::wakeIf);
  }

  private void wakeIf(boolean found) {
    if (found) {
      worker.wake();
    }
  }
}
