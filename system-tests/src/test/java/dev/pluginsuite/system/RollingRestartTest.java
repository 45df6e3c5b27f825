package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.service.LocalService;
import dev.pluginsuite.system.site.SimulatedSites;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two of each service: the same comes of every request, also while one after another restarts. */
class RollingRestartTest {
  private static final int ROUNDS = Integer.getInteger("restart.rounds", 1);
  private static final boolean IS_UPGRADE = !Suite.FROM.equals(Suite.ROOT);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> SERVICES = LocalService.fullNames();

  private final Suite suite = Suite.running();

  @Test
  void no_request_fails_and_no_event_is_lost_while_every_service_is_restarted() throws Exception {
    var alone = new ShortJourney(suite, "replicas-one").run();
    try (var sites = suite.simulatedSites("restart", 2, Duration.ofMillis(50));
        var replicas = Replicas.start(suite, SERVICES);
        var watcher = new Watcher(suite, scheduled())) {
      sites.open();
      assertThat(new ShortJourney(suite, "replicas-two").run()).isEqualTo(alone);
      Awaitility.await().until(watcher::isOpen);

      var load = restarted(sites, replicas);

      assertThat(load.failures()).isEmpty();
      assertThat(watcher.failures()).isEmpty();
      assertThat(watcher.ends()).isPositive();
      load.assertEverythingCame(sites);
      tell(load, watcher);
    }
  }

  /** Each process of each service has been stopped once when this returns. */
  private Load restarted(SimulatedSites sites, Replicas replicas) throws IOException {
    try (var load = Load.begin(suite, "restart", sites.ids())) {
      Awaitility.await().atMost(PATIENCE).until(() -> !load.installed().isEmpty());
      for (int round = 0; round < ROUNDS; round++) {
        restartAll(replicas, Suite.ROOT);
      }
      replicas.close();
      if (IS_UPGRADE) {
        goBack();
      }
      return load;
    }
  }

  /** As somebody does whom the new version has disappointed; the schema stays as it is. */
  private void goBack() throws IOException {
    try (var before = Replicas.start(suite, SERVICES, Suite.FROM)) {
      restartAll(before, Suite.FROM);
    }
  }

  /** The other process of each service, all services at the same time. */
  private void restartAll(Replicas replicas, Path version) {
    var restarts =
        SERVICES.stream()
            .map(suite::process)
            .map(it -> CompletableFuture.runAsync(() -> it.stop().startAgain(version)))
            .toList();
    restarts.forEach(CompletableFuture::join);
    SERVICES.forEach(replicas::awaitReady);
  }

  /** Somebody may watch it until then. */
  private String scheduled() throws IOException, InterruptedException {
    var body =
        Api.json()
            .put("packageId", new TestPlugin("restart-watched", "1.0.0").approved(suite))
            .put("deploymentType", "INSTALL")
            .put("scheduledFor", Instant.now().plus(Duration.ofDays(1)).toString());
    body.putArray("siteIds").add("site-1");
    return suite
        .as(User.CENTRAL_IT)
        .respondAsync()
        .post("/admin/plugin-registry/deploy", body)
        .expect(201, 202)
        .text("id");
  }

  private static void tell(Load load, Watcher watcher) {
    var name = IS_UPGRADE ? "upgrade" : "restart";
    System.out.printf(
        "%n%1$s: Each of the five services with two processes, each process stopped and replaced %2$d times under load%3$s.%n"
            + "%1$s: %4$d answers, %5$d of them not as always; %6$d plugins submitted, approved and installed, each at its site;%n"
            + "%1$s: %7$d streams ended in order, none was cut.%n",
        name,
        ROUNDS,
        IS_UPGRADE ? ", the old version by the new one, and that by the old one again" : "",
        load.answers(),
        load.failures().size(),
        load.installed().size(),
        watcher.ends());
  }
}
