package dev.pluginsuite.deployment;

import static dev.pluginsuite.deployment.World.answer;
import static dev.pluginsuite.deployment.World.awaitStatus;
import static dev.pluginsuite.deployment.World.commandOf;
import static dev.pluginsuite.deployment.World.deploy;
import static dev.pluginsuite.deployment.World.install;
import static dev.pluginsuite.deployment.World.it;
import static dev.pluginsuite.deployment.World.miscounted;
import static dev.pluginsuite.deployment.World.read;
import static dev.pluginsuite.deployment.World.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.testing.SuiteTestResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From wave to wave, and back. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class WaveFlowTest {
  private static final List<Map<String, Integer>> CANARY = List.of(Map.of("count", 1));
  private static final Map<String, Integer> NONE_MAY_FAIL =
      Map.of("percent", 0, "minimumSample", 1);

  @AfterEach
  void all_counters_equal_the_rows() {
    assertThat(miscounted()).isEmpty();
  }

  private static UUID deployed(List<String> sites, Map<String, ?> strategy) {
    var body = new HashMap<>(install(World.approved(), sites));
    body.put("strategy", strategy);
    return deploy(body);
  }

  private static List<String> statuses(UUID id) {
    return read(id).path("data.targets.status");
  }

  private static Response decide(UUID id, String verb, Map<String, ?> body) {
    return it().body(body).post(World.DEPLOYMENTS + "/" + id + "/" + verb);
  }

  @Test
  void the_next_wave_begins_when_the_one_before_has_answered() {
    var sites = World.sites(5);
    var id = deployed(sites, Map.of("waves", List.of(Map.of("count", 1), Map.of("percent", 50))));

    answer(id, sites.get(0), Kind.SUCCEEDED);
    sites.subList(1, 4).forEach(it -> commandOf(id, it));
    read(id)
        .then()
        .body("data.waves.targetCount", contains(1, 3, 1))
        .body("data.waves.status", contains("PASSED", "RUNNING", "PENDING"))
        .body("data.wave", equalTo(2));
    assertThat(statuses(id))
        .containsExactly("SUCCEEDED", "RUNNING", "RUNNING", "RUNNING", "PENDING");
    sites.subList(1, 4).forEach(it -> answer(id, it, Kind.SUCCEEDED));
    answer(id, sites.get(4), Kind.SUCCEEDED);

    awaitStatus(id, "COMPLETED");
    it().get(World.DEPLOYMENTS + "/" + id + "/history?limit=2")
        .then()
        .statusCode(200)
        .body("data.action", contains("settle", "pass"))
        .body("pagination.cursor", notNullValue());
    it().get(World.DEPLOYMENTS + "/" + id + "/history")
        .then()
        .body("data.action", contains("settle", "pass", "advance", "advance", "start", "create"))
        .body("data[2].detail", startsWith("Wave 2: of 3 sites 3 succeeded"));
  }

  @Test
  void no_more_sites_are_asked_at_once_than_may_be() {
    var sites = World.sites(5);
    var id = deployed(sites, Map.of("maxParallel", 2));

    for (var answered = 0; answered < sites.size(); answered++) {
      soon().until(() -> statuses(id).contains("RUNNING"));
      assertThat(statuses(id).stream().filter("RUNNING"::equals).count()).isLessThanOrEqualTo(2);
      answerOne(id);
    }

    awaitStatus(id, "COMPLETED");
  }

  private static void answerOne(UUID id) {
    var before = statuses(id);
    List<String> sites = read(id).path("data.targetSites");
    answer(id, sites.get(before.indexOf("RUNNING")), Kind.SUCCEEDED);
    soon()
        .until(
            () -> read(id).<Integer>path("data.successCount"),
            it -> it > before.stream().filter("SUCCEEDED"::equals).count());
  }

  @Test
  @Tag("REST-16")
  void a_canary_that_fails_pauses_the_rest_until_somebody_decides() {
    var sites = World.sites(3);
    var id = deployed(sites, Map.of("waves", CANARY));
    answer(id, sites.get(0), Kind.FAILED);

    awaitStatus(id, "PAUSED");
    read(id)
        .then()
        .body("data.statusReason", equalTo("breached"))
        .body("data.waves[0].status", equalTo("BREACHED"))
        .body("data.targets.status", contains("FAILED", "PENDING", "PENDING"));
    decide(id, "promote", Map.of()).then().statusCode(409);
    decide(id, "resume", Map.of("reason", "only the canary is odd"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("IN_PROGRESS"));
    decide(id, "resume", Map.of()).then().statusCode(200);
    sites.subList(1, 3).forEach(it -> answer(id, it, Kind.SUCCEEDED));

    awaitStatus(id, "PARTIALLY_FAILED");
  }

  @Test
  void a_breach_may_stop_it() {
    var sites = World.sites(3);
    var id = deployed(sites, Map.of("waves", CANARY, "onBreach", "STOP"));

    answer(id, sites.get(0), Kind.REFUSED);

    awaitStatus(id, "FAILED");
    assertThat(statuses(id)).containsExactly("FAILED", "CANCELLED", "CANCELLED");
    assertThat(World.asked(id)).hasSize(1);
  }

  @Test
  @Tag("SEED-53")
  void a_breach_may_take_it_back() {
    var sites = World.sites(4);
    var id =
        deployed(
            sites,
            Map.of(
                "waves",
                List.of(Map.of("count", 2)),
                "failureThreshold",
                NONE_MAY_FAIL,
                "onBreach",
                "ROLL_BACK"));
    answer(id, sites.get(0), Kind.SUCCEEDED);
    soon().until(() -> statuses(id).get(0), "SUCCEEDED"::equals);
    answer(id, sites.get(1), Kind.FAILED);

    awaitStatus(id, "ROLLING_BACK");
    assertThat(statuses(id)).containsExactly("SUCCEEDED", "FAILED", "CANCELLED", "CANCELLED");
    var back = UUID.fromString(read(id).path("data.rollbackId"));
    read(back)
        .then()
        .body("data.rollbackOf", equalTo(id.toString()))
        .body("data.deploymentType", equalTo("UNINSTALL"))
        .body("data.targetSites", contains(sites.get(0)));
    commandOf(back, sites.get(0));
    var command = World.commands(back).get(0);
    assertThat(command.path("expected").path("generation").asLong()).isEqualTo(7);
    assertThat(command.path("expected").path("installationId").asText()).isNotEmpty();
    answer(back, sites.get(0), Kind.SUCCEEDED);

    awaitStatus(id, "ROLLED_BACK");
    awaitStatus(back, "COMPLETED");
  }

  @Test
  void with_nothing_to_take_back_a_breach_stops_it() {
    var sites = World.sites(2);
    var id = deployed(sites, Map.of("waves", CANARY, "onBreach", "ROLL_BACK"));

    answer(id, sites.get(0), Kind.FAILED);

    awaitStatus(id, "FAILED");
    decide(id, "rollback", Map.of())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/nothing-to-roll-back"));
  }

  @Test
  @Tag("SEED-53")
  @Tag("REST-16")
  void what_somebody_has_changed_since_is_left_alone() {
    var sites = World.sites(2);
    var id = deployed(sites, Map.of());
    sites.forEach(it -> answer(id, it, Kind.SUCCEEDED));
    awaitStatus(id, "COMPLETED");
    read(id).then().body("data.canRollback", equalTo(true));

    decide(id, "rollback", Map.of("reason", "not wanted"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("ROLLING_BACK"))
        .body("data.rollbackId", notNullValue());
    decide(id, "rollback", Map.of()).then().statusCode(200);
    var back = UUID.fromString(read(id).path("data.rollbackId"));
    answer(back, sites.get(0), Kind.SUCCEEDED);
    World.tell(World.refusal(back, sites.get(1), "/problems/changed-since"));

    awaitStatus(id, "ROLLED_BACK");
    read(back)
        .then()
        .body("data.targets.status", contains("SUCCEEDED", "SKIPPED"))
        .body("data.skippedCount", equalTo(1))
        .body("data.targets.problem.type", hasItem("/problems/changed-since"));
  }

  @Test
  @Tag("REST-16")
  void a_site_that_could_not_is_asked_once_more_after_a_while() {
    var site = World.site();
    var id = deployed(List.of(site), Map.of("retry", Map.of("times", 1, "after", "PT1S")));
    var first = commandOf(id, site);
    answer(id, site, Kind.FAILED);

    soon().until(() -> !commandOf(id, site).equals(first));
    read(id).then().body("data.targets[0].attempt", equalTo(2));
    answer(id, site, Kind.FAILED);

    awaitStatus(id, "FAILED");
    decide(id, "retry", Map.of()).then().statusCode(200).body("data.failureCount", equalTo(0));
    soon().until(() -> statuses(id).get(0), "RUNNING"::equals);
    answer(id, site, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");
    decide(id, "retry", Map.of()).then().statusCode(409);
  }

  @Test
  void a_silent_site_does_not_block_the_others() {
    var sites = World.sites(2);
    var id = deployed(sites, Map.of("waves", CANARY, "silentSites", "IGNORED"));
    commandOf(id, sites.get(0));
    Tables.change(
        "update plugin_deployment_targets set deadline_at = now() where deployment_id = '%s' and site_id = '%s'"
            .formatted(id, sites.get(0)));

    answer(id, sites.get(1), Kind.SUCCEEDED);

    awaitStatus(id, "PARTIALLY_FAILED");
    assertThat(statuses(id)).containsExactly("TIMED_OUT", "SUCCEEDED");
  }

  @Test
  @Tag("REST-16")
  void a_wave_is_watched_before_the_next_one_begins() {
    var sites = World.sites(3);
    var id =
        deployed(
            sites,
            Map.of("waves", List.of(Map.of("count", 1), Map.of("count", 1)), "soak", "PT1H"));
    answer(id, sites.get(0), Kind.SUCCEEDED);
    soon().until(() -> read(id).path("data.waves[0].status"), "SOAKING"::equals);
    assertThat(statuses(id)).containsExactly("SUCCEEDED", "PENDING", "PENDING");
    decide(id, "promote", Map.of("reason", "it looks good"))
        .then()
        .statusCode(200)
        .body("data.wave", equalTo(2));

    answer(id, sites.get(1), Kind.SUCCEEDED);
    // Nobody promotes this one: its time is over.
    soon().until(() -> read(id).path("data.waves[1].status"), "SOAKING"::equals);
    assertThat(statuses(id)).containsExactly("SUCCEEDED", "SUCCEEDED", "PENDING");
    endSoak(id);
    answer(id, sites.get(2), Kind.SUCCEEDED);
    soon().until(() -> read(id).path("data.waves[2].status"), "SOAKING"::equals);
    endSoak(id);

    awaitStatus(id, "COMPLETED");
    it().get(World.DEPLOYMENTS + "/" + id + "/history")
        .then()
        .body("data.action", hasItem("promote"))
        .body("data.action", hasItem("soak"));
  }

  private static void endSoak(UUID id) {
    Tables.change(
        "update plugin_deployment_waves set soak_until = now() where deployment_id = '%s' and status = 'SOAKING'"
            .formatted(id));
  }

  @Test
  @Tag("REST-16")
  void a_paused_one_asks_nobody_and_hears_everybody() {
    var sites = World.sites(3);
    var id = deployed(sites, Map.of("maxParallel", 1));
    soon().until(() -> statuses(id).contains("RUNNING"));

    decide(id, "pause", Map.of("reason", "lunch"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("PAUSED"));
    decide(id, "pause", Map.of()).then().statusCode(200);
    answerOne(id);
    assertThat(World.asked(id)).hasSize(1);
    decide(id, "resume", Map.of()).then().statusCode(200);
    for (var answered = 1; answered < sites.size(); answered++) {
      soon().until(() -> statuses(id).contains("RUNNING"));
      answerOne(id);
    }

    awaitStatus(id, "COMPLETED");
  }

  @Test
  void sites_are_chosen_by_what_they_are_like() {
    var line = UUID.randomUUID().toString();
    var one = World.site(SiteStatus.ACTIVE, Map.of("line", line, "country", "de"));
    World.site(SiteStatus.ACTIVE, Map.of("line", line));
    World.site(SiteStatus.OFFBOARDING, Map.of("line", line, "country", "de"));
    var two = World.site(SiteStatus.ACTIVE, Map.of("line", line, "country", "de"));
    var selector = Map.of("labels", Map.of("line", line, "country", "de"));
    var body =
        new HashMap<String, Object>(
            Map.of(
                "packageId",
                World.approved(),
                "siteSelector",
                selector,
                "deploymentType",
                "INSTALL",
                "strategy",
                Map.of("waves", CANARY)));
    body.put("dryRun", true);

    soon()
        .untilAsserted(
            () ->
                it().body(body)
                    .post(World.DEPLOY)
                    .then()
                    .statusCode(200)
                    .body("data.targetCount", equalTo(2)));
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .body("data.waves.siteIds", contains(List.of(one), List.of(two)));
    body.remove("dryRun");
    var id = deploy(body);

    read(id).then().body("data.targetSites", contains(one, two));
  }

  @Test
  void what_was_looked_at_is_done_or_nothing() {
    var line = UUID.randomUUID().toString();
    World.site(SiteStatus.ACTIVE, Map.of("line", line));
    var body =
        new HashMap<String, Object>(
            Map.of(
                "packageId", World.approved(),
                "siteSelector", Map.of("labels", Map.of("line", line)),
                "deploymentType", "INSTALL",
                "configuration", Map.of("b", 1, "a", Map.of("d", 1, "c", 2))));
    soon().until(() -> dryRun(body) != null);
    body.put("planHash", dryRun(body));
    body.put("configuration", Map.of("a", Map.of("c", 2, "d", 1), "b", 2));
    refused(body);
    body.put("configuration", Map.of("a", Map.of("c", 2, "d", 1), "b", 1));
    body.put("strategy", Map.of("waves", CANARY));
    refused(body);
    body.remove("strategy");

    var id = deploy(body);

    read(id).then().body("data.planHash", equalTo(body.get("planHash")));
    World.site(SiteStatus.ACTIVE, Map.of("line", line));
    World.awaitConsumed(Topic.SITES);
    refused(body);
  }

  @Test
  void what_a_rollback_has_not_managed_is_tried_once_more() {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));
    sites.forEach(it -> answer(id, it, Kind.SUCCEEDED));
    awaitStatus(id, "COMPLETED");
    decide(id, "rollback", Map.of()).then().statusCode(200);
    UUID back = UUID.fromString(read(id).path("data.rollbackId"));
    answer(back, sites.get(0), Kind.SUCCEEDED);
    var failed = answer(back, sites.get(1), Kind.FAILED);
    awaitStatus(id, "PARTIALLY_FAILED");

    decide(back, "retry", Map.of("reason", "the site was down")).then().statusCode(200);

    read(id).then().body("data.status", equalTo("ROLLING_BACK"));
    soon().until(() -> !commandOf(back, sites.get(1)).equals(failed.commandId()));
    answer(back, sites.get(1), Kind.SUCCEEDED);
    awaitStatus(id, "ROLLED_BACK");
    awaitStatus(back, "COMPLETED");
    decide(back, "retry", Map.of()).then().statusCode(409);
  }

  private static @Nullable String dryRun(Map<String, Object> body) {
    var asked = new HashMap<>(body);
    asked.put("dryRun", true);
    return it().body(asked).post(World.DEPLOY).path("data.planHash");
  }

  private static void refused(Map<String, Object> body) {
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(409)
        .body("type", endsWith("plan-changed"));
  }

  private static Map<String, ?> gated(String soak, String onBreach) {
    return Map.of("waves", CANARY, "soak", soak, "onBreach", onBreach, "healthGate", Map.of());
  }

  @Test
  void a_canary_that_turns_unhealthy_goes_back_and_nobody_else_is_asked() {
    var sites = World.sites(3);
    var id = deployed(sites, gated("PT1H", "ROLL_BACK"));
    var canary = answer(id, sites.get(0), Kind.SUCCEEDED);
    soon().until(() -> read(id).path("data.waves[0].status"), "SOAKING"::equals);

    World.health(canary, HealthStatus.HEALTHY, 7, 1);
    soon().until(() -> read(id).path("data.targets[0].health"), "HEALTHY"::equals);
    World.health(canary, HealthStatus.UNHEALTHY, 7, 2);

    awaitStatus(id, "ROLLING_BACK");
    read(id)
        .then()
        .body("data.waves.status", contains("BREACHED", "PENDING"))
        .body("data.waves[0].unhealthyCount", equalTo(1))
        .body("data.targets[0].unhealthy", equalTo(true))
        .body("data.targets.status", contains("SUCCEEDED", "CANCELLED", "CANCELLED"));
    UUID back = UUID.fromString(read(id).path("data.rollbackId"));
    answer(back, sites.get(0), Kind.SUCCEEDED);
    awaitStatus(id, "ROLLED_BACK");
  }

  @Test
  void a_wave_that_is_not_well_goes_on_when_what_failed_elsewhere_is_tried_again() {
    var sites = World.sites(3);
    var strategy = new HashMap<String, Object>(gated("PT2S", "PAUSE"));
    strategy.put("waves", List.of(Map.of("count", 2)));
    strategy.put("failureThreshold", Map.of("percent", 50, "minimumSample", 2));
    var id = deployed(sites, strategy);
    World.health(answer(id, sites.get(0), Kind.SUCCEEDED), HealthStatus.HEALTHY, 7, 1);
    var failed = answer(id, sites.get(1), Kind.FAILED);
    var last = answer(id, sites.get(2), Kind.SUCCEEDED);
    World.health(last, HealthStatus.UNHEALTHY, 7, 1);
    awaitStatus(id, "PAUSED");
    read(id).then().body("data.waves.status", contains("PASSED", "BREACHED"));

    decide(id, "retry", Map.of()).then().statusCode(200);
    soon().until(() -> !commandOf(id, sites.get(1)).equals(failed.commandId()));
    read(id).then().body("data.waves[1].status", not(equalTo("BREACHED")));
    World.health(last, HealthStatus.HEALTHY, 7, 2);
    answer(id, sites.get(1), Kind.SUCCEEDED);

    awaitStatus(id, "COMPLETED");
  }

  @Test
  void how_a_site_is_and_what_it_answers_may_be_heard_at_the_same_moment() {
    var sites = World.sites(100);
    var id = deployed(sites, Map.of("soak", "PT1H", "healthGate", Map.of()));
    var outcomes = sites.stream().map(it -> World.outcome(id, it, Kind.SUCCEEDED)).toList();

    for (int i = 0; i < outcomes.size(); i++) {
      var outcome = outcomes.get(i);
      var heard = CompletableFuture.runAsync(() -> World.tell(outcome));
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(i * 100L));
      World.health(outcome, HealthStatus.HEALTHY, 7, 1);
      heard.join();
      var health =
          "select health from plugin_deployment_targets where deployment_id = '%s' and site_id = '%s'"
              .formatted(id, outcome.siteId());
      soon().until(() -> Tables.rows(health).get(0), "HEALTHY"::equals);
    }
  }

  @Test
  void a_canary_that_gives_no_sign_fails_the_gate() {
    var sites = World.sites(2);
    var id = deployed(sites, gated("PT2S", "PAUSE"));
    var canary = answer(id, sites.get(0), Kind.SUCCEEDED);
    // What was there before says nothing of what is there now.
    World.health(canary, HealthStatus.HEALTHY, 6, 1);

    awaitStatus(id, "PAUSED");

    read(id)
        .then()
        .body("data.waves[0].unhealthyCount", equalTo(1))
        .body("data.targets[0].health", equalTo("UNKNOWN"));
    World.health(canary, HealthStatus.HEALTHY, 7, 2);
    soon().until(() -> read(id).path("data.waves[0].unhealthyCount"), Integer.valueOf(0)::equals);
    decide(id, "resume", Map.of("reason", "it was only slow")).then().statusCode(200);
    commandOf(id, sites.get(1));
  }

  @Test
  void a_site_is_held_against_what_it_was_before() {
    var sites = World.sites(2);
    var packageId = World.approved();
    var first = deploy(install(packageId, sites));
    var before = sites.stream().map(it -> answer(first, it, Kind.SUCCEEDED)).toList();
    awaitStatus(first, "COMPLETED");
    World.health(before.get(0), pluginOf(first), HealthStatus.DEGRADED, 7, 1);
    World.awaitConsumed(Topic.HEALTH_STATUS);
    var body = new HashMap<>(install(packageId, sites));
    body.put("strategy", Map.of("soak", "PT1H", "healthGate", Map.of()));

    var id = deploy(body);
    var after = sites.stream().map(it -> World.outcome(id, it, Kind.SUCCEEDED)).toList();
    // Heard before the outcomes are.
    after.forEach(it -> World.health(it, pluginOf(id), HealthStatus.DEGRADED, 7, 1));
    World.awaitConsumed(Topic.HEALTH_STATUS);
    after.forEach(World::tell);

    awaitStatus(id, "PAUSED");
    read(id)
        .then()
        .body("data.targets[0].baseline", equalTo("DEGRADED"))
        .body("data.targets.health", contains("DEGRADED", "DEGRADED"))
        .body("data.targets.unhealthy", contains(false, true));
  }

  private static String pluginOf(UUID id) {
    return read(id).path("data.pluginId");
  }

  @Test
  void a_gate_needs_time_and_something_to_look_at() {
    var sites = World.sites(1);
    var body = new HashMap<>(install(World.approved(), sites));
    body.put("strategy", Map.of("healthGate", Map.of()));
    it().body(body).post(World.DEPLOY).then().statusCode(400);

    body.put("strategy", Map.of("soak", "PT1S", "healthGate", Map.of()));
    body.put("activate", false);
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(400)
        .body("errors.field", contains("strategy.healthGate"));

    body.remove("activate");
    body.put("deploymentType", "UNINSTALL");
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(400)
        .body("errors.field", contains("strategy.healthGate"));
  }
}
