package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.User;
import dev.pluginsuite.system.site.SimulatedSite;
import dev.pluginsuite.system.site.SimulatedSites;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Whatever dies while a rollout is running: every site is served, and served once. */
class ChaosTest {
  private static final long SEED = Long.getLong("chaos.seed", 20261128);
  private static final int KILLS = Integer.getInteger("chaos.kills", 3);
  private static final int SITES = Integer.getInteger("chaos.sites", 10);
  private static final String PLUGIN = "chaos-plugin";

  /** The generation of a new site, which has nothing. */
  private static final long FIRST = 1;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Suite suite = Suite.running();
  private final Chaos chaos = new Chaos(suite, SEED);
  private int rounds;

  @Test
  void whoever_is_killed_each_site_comes_to_each_generation_once() throws Exception {
    var first = new TestPlugin(PLUGIN, "1.0.0").approved(suite);
    var second = new TestPlugin(PLUGIN, "2.0.0").approved(suite);
    try (var sites = suite.simulatedSites("chaos", SITES, Duration.ofMillis(150))) {
      sites.open();
      while (chaos.killed().size() < KILLS) {
        switch (rounds % 3) {
          case 0 -> disturbed(sites, "INSTALL", first, PLUGIN + " 1.0.0");
          case 1 -> disturbed(sites, "UPGRADE", second, PLUGIN + " 2.0.0");
          default -> disturbed(sites, "UNINSTALL", second);
        }
      }
    }
    tell();
  }

  private void disturbed(SimulatedSites sites, String type, String packageId, String... runs)
      throws Exception {
    chaos.revive();
    awaitAnswers();
    var rollout = Rollout.begin(suite, type, packageId, sites.ids(), Rollout.fiveWaves());
    rounds++;
    while (chaos.killed().size() < KILLS && rollout.goesOn()) {
      chaos.strike();
    }

    chaos.revive();
    rollout.await(PATIENCE, "COMPLETED");
    assertThat(rollout.targets()).hasSize(SITES).allMatch(it -> it.endsWith(" SUCCEEDED"));
    assertThat(rollout.miscounted()).isEmpty();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(unsettled()).as("%s", chaos.killed()).isEmpty());
    for (var id : sites.ids()) {
      assertServedOnce(sites.site(id), List.of(runs));
    }
  }

  /** Each rollout is one generation, and nothing else made one. */
  private void assertServedOnce(SimulatedSite site, List<String> runs) throws SQLException {
    assertThat(site.runs()).as(site.id()).isEqualTo(runs);
    assertThat(site.starts()).as(site.id()).doesNotHaveDuplicates();
    assertThat(site.settled())
        .as("%s after %s", site.id(), chaos.killed())
        .isEqualTo(LongStream.rangeClosed(FIRST, FIRST + rounds).boxed().toList());
    assertThat(generation(site.id())).as(site.id()).isEqualTo(String.valueOf(FIRST + rounds));
  }

  private String generation(String siteId) throws SQLException {
    return new Database(suite, "installation")
        .rows("select generation from sites where id = ?", siteId)
        .get(0);
  }

  /** Installations of which something else was observed than is desired. */
  private List<String> unsettled() throws SQLException {
    return new Database(suite, "installation")
        .rows(
            """
            select site_id, desired, generation, observed, observed_generation
            from plugin_installations
            where plugin_id = ? and status not in ('UNINSTALLED', 'INACTIVE')
              and (generation <> observed_generation or desired <> observed)""",
            PLUGIN);
  }

  /** A decision is asked for once; who takes it has to be there. */
  private void awaitAnswers() {
    for (var path : List.of("/admin/plugin-registry/deployments", "/admin/plugins/installed")) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(250))
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> suite.as(User.CENTRAL_IT).get(path + "?limit=1").status() == 200);
    }
  }

  private void tell() throws IOException {
    System.out.printf(
        "%nchaos: %d kills -9 (seed %d) during %d rollouts in five waves to %d simulated sites.%n"
            + "chaos: Each of the %d targets ended SUCCEEDED, observed is desired, and each agent came to each generation once.%nchaos:%n",
        KILLS, SEED, rounds, SITES, rounds * SITES);
    chaos.killed().forEach(it -> System.out.println("chaos: - " + it));
  }
}
