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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.testing.SuiteTestResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A site is asked while it is open. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class WindowFlowTest {
  private static final MaintenanceWindow OPEN =
      new MaintenanceWindow("0 * * * *", Duration.ofHours(1), "UTC");

  @AfterEach
  void all_counters_equal_the_rows() {
    assertThat(miscounted()).isEmpty();
  }

  /** Half a day away. */
  private static MaintenanceWindow closed() {
    var hour = (Instant.now().atZone(ZoneOffset.UTC).getHour() + 12) % 24;
    return new MaintenanceWindow("0 %d * * *".formatted(hour), Duration.ofHours(1), "UTC");
  }

  private static String site(MaintenanceWindow window) {
    var site = World.site();
    World.windows(site, 2, List.of(window));
    return site;
  }

  private static UUID deployed(List<String> sites, Map<String, ?> more) {
    var body = new HashMap<String, Object>(install(World.approved(), sites));
    body.putAll(more);
    return deploy(body);
  }

  @Test
  void a_closed_site_waits_and_nobody_waits_for_it() {
    var shut = site(closed());
    var open = site(OPEN);
    var id = deployed(List.of(shut, open), Map.of("strategy", Map.of("maxParallel", 1)));

    answer(id, open, Kind.SUCCEEDED);
    soon().until(() -> read(id).<Integer>path("data.successCount") == 1);
    read(id)
        .then()
        .body("data.status", equalTo("IN_PROGRESS"))
        .body("data.targets.status", contains("PENDING", "SUCCEEDED"))
        .body("data.targets[0].opensAt", notNullValue())
        .body("data.targets[1].opensAt", nullValue());
    World.windows(shut, 3, List.of(OPEN));
    answer(id, shut, Kind.SUCCEEDED);

    awaitStatus(id, "COMPLETED");
  }

  @Test
  void an_emergency_does_not_wait_but_says_why() {
    var shut = site(closed());
    var body = new HashMap<String, Object>(install(World.approved(), List.of(shut)));
    body.put("ignoreWindows", true);
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(400)
        .body("errors.field", contains("reason"));

    body.put("reason", "CVE-2026-1");
    var id = deploy(body);

    commandOf(id, shut);
    read(id).then().body("data.ignoreWindows", equalTo(true));
    answer(id, shut, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");
  }

  @Test
  void a_site_that_does_not_open_in_time_is_skipped() {
    var shut = site(closed());
    var open = site(OPEN);
    var id = deployed(List.of(shut, open), Map.of("strategy", Map.of("windowTimeout", "PT1H")));
    answer(id, open, Kind.SUCCEEDED);

    Tables.change(
        "update plugin_deployment_waves set started_at = now() - interval '61 minutes' where deployment_id = '%s'"
            .formatted(id));

    awaitStatus(id, "COMPLETED");
    read(id)
        .then()
        .body("data.skippedCount", equalTo(1))
        .body("data.targets.status", contains("SKIPPED", "SUCCEEDED"))
        .body("data.targets[0].problem.type", equalTo("/problems/window"));
    it().get(World.DEPLOYMENTS + "/" + id + "/history")
        .then()
        .body("data.action", hasItem("skip"))
        .body("data.detail", hasItem("1 sites had no maintenance window in time."));
  }

  @Test
  void a_dry_run_tells_when_sites_open() {
    var shut = site(closed());
    var always = World.site();
    var body = new HashMap<String, Object>(install(World.approved(), List.of(shut, always)));
    body.put("dryRun", true);

    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(200)
        .body("data.openings.'%s'.opensAt".formatted(shut), notNullValue())
        .body("data.openings.'%s'".formatted(always), nullValue());
  }

  @Test
  void going_back_does_not_wait_for_a_window() {
    var site = site(OPEN);
    var id = deployed(List.of(site), Map.of());
    answer(id, site, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");
    World.windows(site, 3, List.of(closed()));

    it().body(Map.of()).post(World.DEPLOYMENTS + "/" + id + "/rollback").then().statusCode(200);

    var back = UUID.fromString(read(id).path("data.rollbackId"));
    answer(back, site, Kind.SUCCEEDED);
    awaitStatus(id, "ROLLED_BACK");
  }

  @Test
  void the_next_opening_is_found_when_one_is_over() {
    var shut = site(closed());

    Tables.change(
        """
        update known_sites set opens_at = now() - interval '2 hours', closes_at = now() + interval '1 minute',
          asks_until = now() - interval '1 second' where site_id = '%s'"""
            .formatted(shut));

    soon()
        .until(
            () ->
                Tables.count(
                        "select count(*) from known_sites where site_id = '%s' and opens_at > now() and asks_until = closes_at - interval '5 minutes'"
                            .formatted(shut))
                    == 1);
  }

  @Test
  void a_command_that_came_too_late_is_asked_for_in_the_next_window() {
    var site = site(OPEN);
    var id = deployed(List.of(site), Map.of());
    var first = commandOf(id, site);
    soon().until(() -> World.asked(id).size() == 1);
    assertThat(Instant.parse(World.commands(id).get(0).path("until").asText()))
        .isAfter(Instant.now());
    var late =
        new ProblemDetail("/problems/window-closed", "Closed", 409, "It closed.", null, null);

    World.tell(
        new CommandOutcome(
            UUID.randomUUID(), first, id, site, Kind.REFUSED, null, null, late, Instant.now()));

    soon().until(() -> World.asked(id).size() == 2);
    assertThat(commandOf(id, site)).isNotEqualTo(first);
    answer(id, site, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");
  }

  @Test
  void windows_that_cannot_be_read_are_closed() {
    var odd = site(new MaintenanceWindow("whenever", Duration.ofHours(1), "Mars/Olympus"));
    var id = deployed(List.of(odd), Map.of());

    World.windows(odd, 3, List.of());

    commandOf(id, odd);
    assertThat(
            Tables.count(
                "select count(*) from plugin_deployment_targets t join known_sites k on k.site_id = t.site_id where t.deployment_id = '%s' and t.started_at is not null"
                    .formatted(id)))
        .isEqualTo(1);
    answer(id, odd, Kind.SUCCEEDED);
    awaitStatus(id, "COMPLETED");
  }
}
