package dev.pluginsuite.installation.secret;

import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import jakarta.enterprise.context.ApplicationScoped;

/** After a rotation seals anew what older keys sealed, and drops what nothing names any more. */
@ApplicationScoped
class SecretUpkeep {
  private final Drain stale;
  private final Drain unnamed;

  SecretUpkeep(SecretService secrets) {
    this.stale = new Drain("secrets under an older key", () -> secrets.reseal().map(it -> it > 0));
    this.unnamed = new Drain("secrets of nobody", () -> secrets.purge().map(it -> it > 0));
  }

  @Scheduled(
      every = "${suite.secrets.upkeep}",
      delayed = "1s",
      skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    stale.wake();
    unnamed.wake();
  }
}
