package dev.pluginsuite.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.deployment.rollout.SecondEngine;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random strategies to random sites, with two engines at the same rows and the database dropping
 * their connections under them.
 */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class RandomRolloutTest {
  private static final Set<String> OVER =
      Set.of("COMPLETED", "PARTIALLY_FAILED", "FAILED", "CANCELLED", "ROLLED_BACK");

  /** As a crash does: what the engines and consumers have in hand is never committed. */
  private static final String CRASH =
      """
      select pg_terminate_backend(pid)::varchar from pg_stat_activity
      where usename = current_user and pid <> pg_backend_pid() and application_name not like '%-relay'
      order by (xact_start is null), random() limit 1""";

  /** Closed sites have been waited for long enough. */
  private static final String NO_PATIENCE =
      "update plugin_deployment_waves set started_at = now() - interval '2 minutes' where deployment_id = '%s' and status = 'RUNNING'";

  @Inject SecondEngine second;
  private int crashes;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatever_happens_it_ends_and_no_site_is_asked_twice_or_when_it_must_not_be(long seed)
      throws Exception {
    var random = new Random(seed);
    var open = World.sites(8 + random.nextInt(8));
    var closed = closedSites(random.nextInt(3));
    var all = new ArrayList<>(open);
    all.addAll(closed);
    var parallel = 1 + random.nextInt(4);
    var stop = new CountDownLatch(1);
    var passes = second.start(stop);
    try {
      var body = randomly(random, all, parallel);
      // The crashes before may have delayed those who hear of it.
      World.awaitConsumed(Topic.PACKAGES);
      World.awaitConsumed(Topic.SITES);
      var id = World.deploy(body);
      var sites = new RandomSites(random, open);

      Awaitility.await()
          .pollInterval(Duration.ofMillis(30))
          .atMost(Duration.ofSeconds(60))
          .until(() -> isOver(id, random, sites));

      assertAskedOnce(id, closed);
      assertThat(askedAfterBreach(id)).as("seed %d", seed).isLessThanOrEqualTo(parallel);
      assertThat(World.miscounted()).as("seed %d", seed).isEmpty();
    } finally {
      stop.countDown();
    }
    assertThat(passes.get()).isPositive();
    assertThat(crashes).isPositive();
  }

  private static List<String> closedSites(int count) {
    var hour = (Instant.now().atZone(ZoneOffset.UTC).getHour() + 12) % 24;
    var window = new MaintenanceWindow("0 %d * * *".formatted(hour), Duration.ofHours(1), "UTC");
    var sites = World.sites(count);
    sites.forEach(it -> World.windows(it, 2, List.of(window)));
    return sites;
  }

  private static Map<String, Object> randomly(Random random, List<String> sites, int parallel) {
    var strategy = new HashMap<String, Object>();
    strategy.put("waves", List.of(Map.of("count", 1), Map.of("percent", 10 + random.nextInt(50))));
    strategy.put("maxParallel", parallel);
    strategy.put("targetTimeout", "PT2S");
    strategy.put("windowTimeout", "PT1M");
    strategy.put("failureThreshold", Map.of("percent", random.nextInt(50), "minimumSample", 1));
    strategy.put("onBreach", List.of("PAUSE", "STOP", "ROLL_BACK").get(random.nextInt(3)));
    var body = new HashMap<>(World.install(World.approved(), sites));
    body.put("strategy", strategy);
    return body;
  }

  /** One step of everybody else, and now and then a crash. A pause is ended by a person. */
  private boolean isOver(UUID id, Random random, RandomSites sites) {
    sites.answer(id);
    Tables.change(NO_PATIENCE.formatted(id));
    if (random.nextInt(5) == 0) {
      crashes += Tables.rows(CRASH).size();
    }
    var status =
        Tables.rows("select status from plugin_deployments where id = '%s'".formatted(id)).get(0);
    if (status.equals("PAUSED")) {
      World.it().body(Map.of()).post(World.DEPLOYMENTS + "/" + id + "/cancel");
    }
    return OVER.contains(status) && unended(id) == 0;
  }

  private static long unended(UUID id) {
    return Tables.count(
        """
        select count(*) from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
        where '%s' in (d.id::varchar, d.rollback_of::varchar) and t.status in ('PENDING', 'RUNNING')"""
            .formatted(id));
  }

  private static void assertAskedOnce(UUID id, List<String> closed) {
    var commands = World.commands(id);
    var bySite =
        commands.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.path("siteId").asText(),
                    Collectors.mapping(RandomRolloutTest::commandId, Collectors.toSet())));
    assertThat(bySite).allSatisfy((site, ids) -> assertThat(ids).as(site).hasSize(1));
    var asked = new HashSet<>(bySite.keySet());
    asked.retainAll(closed);
    assertThat(asked).as("asked while closed").isEmpty();
  }

  private static String commandId(JsonNode command) {
    return command.path("commandId").asText();
  }

  private static long askedAfterBreach(UUID id) {
    return Tables.count(
        """
        select count(*) from plugin_deployment_targets t
        join plugin_deployment_history h on h.deployment_id = t.deployment_id and h.action = 'breach'
        where t.deployment_id = '%s' and t.started_at > h.at"""
            .formatted(id));
  }
}
