package dev.pluginsuite.deployment;

import static dev.pluginsuite.deployment.World.answer;
import static dev.pluginsuite.deployment.World.awaitStatus;
import static dev.pluginsuite.deployment.World.commandOf;
import static dev.pluginsuite.deployment.World.it;
import static dev.pluginsuite.deployment.World.read;
import static dev.pluginsuite.deployment.World.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.deployment.rollout.SecondEngine;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sites that come to match a selector while its deployment runs. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class JoinFlowTest {
  private static final Map<String, Object> CANARY = Map.of("waves", List.of(Map.of("count", 1)));

  private final String line = UUID.randomUUID().toString();

  @Inject SecondEngine second;

  @AfterEach
  void all_counters_equal_the_rows() {
    assertThat(World.miscounted()).isEmpty();
  }

  private String site() {
    return World.site(SiteStatus.ACTIVE, Map.of("line", line));
  }

  private Map<String, Object> selecting(Map<String, ?> strategy) {
    World.awaitConsumed(Topic.SITES);
    var body = new HashMap<String, Object>();
    body.put("packageId", World.approved());
    body.put("siteSelector", Map.of("labels", Map.of("line", line)));
    body.put("deploymentType", "INSTALL");
    body.put("strategy", strategy);
    return body;
  }

  private UUID open(Map<String, ?> strategy) {
    var body = selecting(strategy);
    body.put("lateJoiners", true);
    return World.deploy(body);
  }

  private static void awaitSites(UUID id, int count) {
    soon().until(() -> read(id).path("data.targetCount"), it -> it.equals(count));
  }

  private static List<String> history(UUID id, String member) {
    return it().get(World.DEPLOYMENTS + "/" + id + "/history").path("data." + member);
  }

  private static void decide(UUID id, String verb) {
    it().body(Map.of()).post(World.DEPLOYMENTS + "/" + id + "/" + verb).then().statusCode(200);
  }

  @Test
  void a_site_that_comes_to_match_is_served_in_the_next_wave_and_only_by_choice() {
    var first = site();
    var later = site();
    var elsewhere = World.site();
    var frozen = World.deploy(selecting(CANARY));
    var id = open(CANARY);

    var added = site();
    awaitSites(id, 3);
    decide(id, "pause");
    World.labels(elsewhere, 2, Map.of("line", line));
    awaitSites(id, 4);
    World.labels(elsewhere, 3, Map.of("line", line, "country", "de"));
    read(id)
        .then()
        .body("data.lateJoiners", equalTo(true))
        .body("data.status", equalTo("PAUSED"))
        .body("data.waves.targetCount", contains(1, 3));
    decide(id, "resume");
    commandOf(id, first);
    answer(id, first, Kind.SUCCEEDED);
    for (var site : List.of(later, added, elsewhere)) {
      commandOf(id, site);
      answer(id, site, Kind.SUCCEEDED);
    }

    awaitStatus(id, "COMPLETED");
    read(id).then().body("data.successCount", equalTo(4));
    assertThat(history(id, "action")).filteredOn("join"::equals).hasSize(2);
    read(frozen)
        .then()
        .body("data.targetCount", equalTo(2))
        .body("data.lateJoiners", equalTo(false));
    decide(frozen, "cancel");
  }

  @Test
  void what_two_replicas_see_joins_once() throws Exception {
    site();
    var last = site();
    var id = open(CANARY);
    var stop = new CountDownLatch(1);
    var passes = second.start(stop);
    Set<String> late = new HashSet<>();
    for (var i = 0; i < 10; i++) {
      late.add(site());
    }

    awaitSites(id, 12);
    late.stream().limit(3).forEach(it -> World.labels(it, 2, Map.of("line", line, "again", "yes")));
    stop.countDown();

    assertThat(passes.get(20, TimeUnit.SECONDS)).isPositive();
    late.add(last);
    assertThat(
            Tables.rows(
                "select site_id from plugin_deployment_targets where deployment_id = '%s' and wave = 2"
                    .formatted(id)))
        .containsExactlyInAnyOrderElementsOf(late);
    decide(id, "cancel");
  }

  @Test
  void a_site_that_nobody_has_approved_does_not_join() {
    site();
    var id = open(CANARY);
    var production =
        World.site(SiteStatus.ACTIVE, Map.of("line", line, "environment", "production"));
    soon().until(() -> history(id, "action"), it -> it.contains("leave-out"));
    var free = site();

    awaitSites(id, 2);

    it().get(World.DEPLOYMENTS + "/" + id + "/history")
        .then()
        .body("data.action", contains("join", "leave-out", "start", "create"))
        .body("data[0].detail", containsString(free))
        .body("data[1].detail", containsString("[production]: " + production));
    World.labels(production, 2, Map.of("line", line));
    awaitSites(id, 3);
    decide(id, "cancel");
  }

  @Test
  void the_last_wave_is_watched_anew_when_somebody_joins_it() {
    var only = site();
    var id = open(Map.of("soak", "PT1H"));
    commandOf(id, only);
    answer(id, only, Kind.SUCCEEDED);
    soon().until(() -> read(id).path("data.waves[0].status"), "SOAKING"::equals);

    var added = site();
    commandOf(id, added);

    read(id)
        .then()
        .body("data.waves[0].status", equalTo("RUNNING"))
        .body("data.waves[0].targetCount", equalTo(2));
    answer(id, added, Kind.SUCCEEDED);
    soon().until(() -> read(id).path("data.waves[0].status"), "SOAKING"::equals);
    decide(id, "promote");
    awaitStatus(id, "COMPLETED");
  }

  /** Whoever comes is seen by the older deployment before the witness takes them in. */
  @Test
  void nobody_joins_what_has_ended_when_it_is_tried_again() {
    var only = site();
    var id = open(Map.of());
    answer(id, only, Kind.FAILED);
    awaitStatus(id, "FAILED");
    var witness = open(CANARY);

    decide(id, "retry");
    site();
    awaitSites(witness, 2);

    read(id)
        .then()
        .body("data.status", equalTo("IN_PROGRESS"))
        .body("data.targetCount", equalTo(1));
    decide(id, "cancel");
    decide(witness, "cancel");
  }

  @Test
  void nobody_joins_while_the_package_cannot_be_installed() {
    site();
    var plugin = "late-" + line;
    var body = selecting(CANARY);
    var packageId = World.released(plugin, PackageStatus.APPROVED);
    body.put("packageId", packageId);
    body.put("lateJoiners", true);
    World.awaitConsumed(Topic.PACKAGES);
    var id = World.deploy(body);
    World.say(packageId, plugin, PackageStatus.DEPRECATED, 2);
    World.awaitConsumed(Topic.PACKAGES);
    var witness = open(CANARY);

    site();
    awaitSites(witness, 2);

    read(id).then().body("data.targetCount", equalTo(1));
    World.say(packageId, plugin, PackageStatus.APPROVED, 3);
    awaitSites(id, 2);
    decide(id, "cancel");
    decide(witness, "cancel");
  }

  @Test
  void going_back_does_not_wait_for_a_turn_that_has_not_come() {
    site();
    site();
    var plugin = "back-" + line;
    var body = selecting(CANARY);
    body.put("packageId", World.released(plugin, PackageStatus.APPROVED));
    body.put("lateJoiners", true);
    World.awaitConsumed(Topic.PACKAGES);
    var older = World.deploy(body);
    var site = World.site();
    var fix = World.released(plugin, PackageStatus.APPROVED);
    World.awaitConsumed(Topic.SITES);
    World.awaitConsumed(Topic.PACKAGES);
    var id = World.deploy(World.install(fix, List.of(site)));
    World.labels(site, 2, Map.of("line", line));
    World.awaitConsumed(Topic.SITES);
    answer(id, site, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");
    awaitSites(older, 3);

    decide(id, "rollback");

    var back = UUID.fromString(read(id).path("data.rollbackId"));
    answer(back, site, Kind.SUCCEEDED);
    awaitStatus(id, "ROLLED_BACK");
    decide(older, "cancel");
  }

  @Test
  void a_site_that_is_closed_before_its_turn_is_no_failure() {
    var first = site();
    var id = open(CANARY);
    var gone = site();
    awaitSites(id, 2);
    answer(id, first, Kind.SUCCEEDED);

    World.tell(World.refusal(id, gone, "/problems/site-not-active"));

    awaitStatus(id, "COMPLETED");
    read(id).then().body("data.skippedCount", equalTo(1)).body("data.failureCount", equalTo(0));
  }

  @Test
  void who_may_join_is_part_of_the_plan() {
    World.site(SiteStatus.ACTIVE, Map.of("line", line, "shift", "night"));
    var body = selecting(CANARY);
    body.put("dryRun", true);
    var narrow = new HashMap<>(body);
    narrow.put("siteSelector", Map.of("labels", Map.of("line", line, "shift", "night")));
    assertThat(planned(narrow)).isEqualTo(planned(body));

    body.put("lateJoiners", true);
    narrow.put("lateJoiners", true);

    assertThat(planned(narrow)).isNotEqualTo(planned(body));
  }

  private static String planned(Map<String, Object> body) {
    return it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(200)
        .extract()
        .path("data.planHash");
  }

  @Test
  void a_dry_run_tells_who_may_join_and_whom_to_ask_for_plans() {
    var body = new HashMap<>(selecting(CANARY));
    site();
    World.awaitConsumed(Topic.SITES);
    body.put("dryRun", true);
    String frozen = it().body(body).post(World.DEPLOY).path("data.planHash");

    body.put("lateJoiners", true);

    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(200)
        .body("data.lateJoiners", equalTo(true))
        .body("data.planHash", not(equalTo(frozen)))
        .body("data.plans.method", equalTo("POST"))
        .body("data.plans.url", equalTo("/api/v1/admin/plugins/plans"))
        .body("data.plans.sitesAtMost", equalTo(200))
        .body("data.plans.body.packageId", equalTo(String.valueOf(body.get("packageId"))))
        .body("data.plans.body.deploymentType", equalTo("INSTALL"))
        .body("data.plans.body.activate", equalTo(true));
    body.remove("siteSelector");
    body.put("siteIds", List.of("site-1"));
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("lateJoiners"));
  }
}
