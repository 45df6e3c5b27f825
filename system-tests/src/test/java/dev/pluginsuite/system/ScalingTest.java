package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.system.site.SimulatedSites;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More processes of a service that hears a lot, and fewer again, while people are at work. */
class ScalingTest {
  private static final String SERVICE = "installation-service";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Suite suite = Suite.running();

  @Test
  void from_one_to_three_and_back_nothing_is_lost_and_each_key_stays_in_order() throws Exception {
    try (var sites = suite.simulatedSites("scale", 2, Duration.ofMillis(50));
        var admin = Admin.create(suite.kafka())) {
      var group = new ConsumerGroup(admin, "installation");
      sites.open();
      var alone = group.members();

      try (var replicas = scaledUp(sites, group, alone)) {
        assertLagFalls(group);
        scaleDown(replicas, sites, group, alone);
      }
    }
  }

  private Replicas scaledUp(SimulatedSites sites, ConsumerGroup group, int alone) throws Exception {
    var load = Load.begin(suite, "scale-up", sites.ids().subList(0, 1));
    Replicas replicas;
    try (load) {
      replicas = Replicas.start(suite, List.of(SERVICE, SERVICE));
      awaitMembers(group, 3 * alone);
    }
    assertThat(load.failures()).isEmpty();
    load.assertEverythingCame(sites);
    assertAllHear(3);
    return replicas;
  }

  /** What an operator looks at. */
  private void assertAllHear(int processes) throws IOException, InterruptedException {
    var seen = Runbook.run(suite, "consumers.sh", "installation", "--wait", "" + processes);
    assertThat(seen.code()).as(seen.output()).isZero();
    assertThat(seen.output().lines())
        .isNotEmpty()
        .allMatch(it -> it.endsWith(": " + processes + " processes, 0 left"));
  }

  private void scaleDown(Replicas replicas, SimulatedSites sites, ConsumerGroup group, int alone)
      throws Exception {
    var load = Load.begin(suite, "scale-down", sites.ids().subList(1, 2));
    try (load) {
      Awaitility.await().atMost(PATIENCE).until(() -> !load.installed().isEmpty());
      replicas.close();
      awaitMembers(group, alone);
    }
    assertThat(load.failures()).isEmpty();
    load.assertEverythingCame(sites);
  }

  private static void awaitMembers(ConsumerGroup group, int members) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(group.members()).isEqualTo(members));
  }

  /** Everything that registry-service has is said again while nothing can be applied. */
  private void assertLagFalls(ConsumerGroup group) throws Exception {
    try (var held = new Consistency(suite).administrator()) {
      held.setAutoCommit(false);
      try (var lock = held.createStatement()) {
        lock.execute("lock table installation.known_packages in exclusive mode");
      }
      republish();
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(group.lag(Topic.PACKAGES)).isPositive());
      held.commit();
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(group.lag(Topic.PACKAGES)).isZero());
  }

  private void republish() throws IOException, InterruptedException {
    var path = "/admin/registry/republish?limit=200&topic=" + Topic.PACKAGES.topicName();
    var cursor = "";
    do {
      var page =
          suite
              .as(User.CENTRAL_IT)
              .post(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), Api.json())
              .expect(200);
      cursor = page.body().path("pagination").path("cursor").asText("");
    } while (!cursor.isEmpty());
  }
}
