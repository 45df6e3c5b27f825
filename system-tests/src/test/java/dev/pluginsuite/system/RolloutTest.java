package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.system.site.SimulatedSites;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From wave to wave, at sites where what is deployed really has to run. */
class RolloutTest {
  private static final List<Integer> SIZES =
      Stream.of(System.getProperty("rollout.sites", "10").split(",", -1))
          .map(Integer::valueOf)
          .toList();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(30);

  /** What an agent measures and sends every minute. */
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private static final Suite SUITE = Suite.running();
  private static final SimulatedSites SITES =
      SUITE.simulatedSites("rollout", Collections.max(SIZES), Duration.ZERO);

  @BeforeAll
  static void open() throws Exception {
    SITES.open();
  }

  @AfterAll
  static void close() {
    SITES.close();
  }

  @Test
  void five_waves_reach_every_site() throws Exception {
    var page = new RolloutPage();
    for (var size : SIZES) {
      var plugin = new TestPlugin("rollout-" + size, "1.0.0");
      var packageId = plugin.approved(SUITE);
      var sites = SITES.ids().subList(0, size);
      page.begin(SUITE);

      var rollout = Rollout.begin(SUITE, "INSTALL", packageId, sites, Rollout.fiveWaves());
      rollout.await(LONG, "COMPLETED");

      page.end(size, rollout.secondsAfterThreshold());
      assertThat(rollout.targets()).hasSize(size).allMatch(it -> it.endsWith(" SUCCEEDED"));
      assertThat(rollout.miscounted()).isEmpty();
      assertThat(sites)
          .allSatisfy(it -> assertThat(SITES.site(it).runs()).contains(plugin.id() + " 1.0.0"));
    }
    page.print();
  }

  @Test
  void a_package_that_does_not_load_fails_where_it_is_tried_and_nowhere_else() throws Exception {
    var plugin = new TestPlugin("rollout-broken", "1.0.0").thatDoesNotLoad();
    var sites = SITES.ids().subList(0, 5);

    var rollout =
        Rollout.begin(SUITE, "INSTALL", plugin.approved(SUITE), sites, Rollout.fiveWaves());
    rollout.await(PATIENCE, "PAUSED");

    assertThat(rollout.read().at("/waves/0/status").asText()).isEqualTo("BREACHED");
    assertThat(rollout.asked()).containsExactly(sites.get(0));
    assertThat(rollout.read().at("/targets/0/status").asText()).isEqualTo("FAILED");
    assertThat(rollout.read().at("/targets/0/problem").toString()).contains("does not load");
    assertThat(sites)
        .allSatisfy(it -> assertThat(SITES.site(it).runs()).doesNotContain("rollout-broken 1.0.0"));
    rollout.cancel();
  }

  @Test
  void a_canary_that_turns_unhealthy_is_caught_within_two_intervals_and_rolled_back()
      throws Exception {
    var packageId = new TestPlugin("rollout-unwell", "1.0.0").approved(SUITE);
    var sites = SITES.ids().subList(0, 5);
    var canary = SITES.site(sites.get(0));
    var rollout = Rollout.begin(SUITE, "INSTALL", packageId, sites, gated("PT1H", "ROLL_BACK"));
    var installation = UUID.fromString(soaking(rollout).at("/targets/0/installationId").asText());
    canary.measure(
        sample(installation, 0, Instant.now().minus(INTERVAL.multipliedBy(2))),
        sample(installation, 0, Instant.now().minus(INTERVAL)));
    awaitHealth(rollout, installation, "HEALTHY");
    assertThat(canary.runs()).contains("rollout-unwell 1.0.0");
    var turned = Instant.now();

    canary.measure(sample(installation, 50, turned));
    rollout.await(PATIENCE, "ROLLED_BACK");

    assertThat(rollout.breachedAt()).isBetween(turned, turned.plus(INTERVAL.multipliedBy(2)));
    assertThat(canary.runs()).doesNotContain("rollout-unwell 1.0.0");
    assertThat(rollout.asked()).containsExactly(sites.get(0));
    assertThat(rollout.targets().subList(1, 5)).allMatch(it -> it.endsWith(" CANCELLED"));
  }

  @Test
  void a_canary_that_is_silent_fails_the_gate() throws Exception {
    var packageId = new TestPlugin("rollout-silent", "1.0.0").approved(SUITE);
    var sites = SITES.ids().subList(0, 5);

    var rollout = Rollout.begin(SUITE, "INSTALL", packageId, sites, gated("PT1S", "PAUSE"));
    rollout.await(PATIENCE, "PAUSED");

    assertThat(rollout.read().at("/waves/0/unhealthyCount").asInt()).isEqualTo(1);
    assertThat(rollout.read().at("/targets/0/status").asText()).isEqualTo("SUCCEEDED");
    assertThat(rollout.asked()).containsExactly(sites.get(0));
    rollout.cancel();
  }

  private static ObjectNode gated(String soak, String onBreach) {
    var strategy = Rollout.fiveWaves().put("soak", soak).put("onBreach", onBreach);
    strategy.putObject("healthGate");
    return strategy;
  }

  private static JsonNode soaking(Rollout rollout) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(rollout::read, it -> it.at("/waves/0/status").asText().equals("SOAKING"));
  }

  /** Judged at once, as it would be half a minute later by itself. */
  private static void awaitHealth(Rollout rollout, UUID installation, String status)
      throws SQLException {
    new Database(SUITE, "health")
        .rows(
            "update installation_health set due_at = now() where installation_id = ? returning 1",
            installation);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> rollout.read().at("/targets/0/health").asText().equals(status));
  }

  private static HealthSample sample(UUID installation, long errors, Instant at) {
    return new HealthSample(installation, errors, 0L, 20.0, 256.0, 15.0, 100L, at);
  }
}
