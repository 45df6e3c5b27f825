package dev.pluginsuite.installation.provisioning;

import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.installation.provisioning.ProvisioningQueue.Turn;
import dev.pluginsuite.installation.site.SiteRegistered;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.work.Drain;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Brings every new site to ACTIVE. Each step makes only what is missing, so that a crash at any
 * point costs nothing but time.
 */
@ApplicationScoped
class Provisioner {
  private static final Logger LOG = Logger.getLogger(Provisioner.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private final ProvisioningQueue queue;
  private final SiteTopics topics;
  private final SiteClients clients;
  private final SiteService sites;
  private final ProvisioningConfig config;
  private final Vertx vertx;
  private final Drain drain = new Drain("provisioning", this::next);

  Provisioner(
      ProvisioningQueue queue,
      SiteTopics topics,
      SiteClients clients,
      SiteService sites,
      ProvisioningConfig config,
      Vertx vertx) {
    this.queue = queue;
    this.topics = topics;
    this.clients = clients;
    this.sites = sites;
    this.config = config;
    this.vertx = vertx;
  }

  void wake(@ObservesAsync SiteRegistered event) {
    drain.wake();
  }

  @Scheduled(every = "1s", delayed = "1s", skipExecutionIf = ApplicationNotRunning.class)
  void look() {
    drain.wake();
  }

  private Uni<Boolean> next() {
    return queue
        .take()
        .chain(
            turn ->
                turn == null ? Uni.createFrom().item(false) : provision(turn).replaceWith(true));
  }

  private Uni<Void> provision(Turn turn) {
    return outside(turn.siteId())
        .chain(() -> sites.activate(turn.siteId()))
        .invoke(() -> LOG.infof("Provisioned site %s", turn.siteId()))
        .onFailure()
        .recoverWithUni(failure -> putOff(turn, failure));
  }

  /** Kafka's and Keycloak's clients block. */
  private Uni<Void> outside(String siteId) {
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(() -> topics.make(siteId))
        .invoke(() -> clients.make(siteId))
        .emitOn(CallerContext.of(vertx));
  }

  private Uni<Void> putOff(Turn turn, Throwable failure) {
    var pause = config.pause().multipliedBy(1L << Math.min(turn.attempts() - 1, MOST_DOUBLINGS));
    var shorter = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    LOG.warnf(failure, "Site %s is tried again in %s", turn.siteId(), shorter);
    return queue.putOff(turn.siteId(), shorter);
  }
}
