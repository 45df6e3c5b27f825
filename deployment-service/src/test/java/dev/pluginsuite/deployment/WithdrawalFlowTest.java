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

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.SuiteTestResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not wanted any more is taken back, once. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class WithdrawalFlowTest {
  @AfterEach
  void all_counters_equal_the_rows() {
    assertThat(miscounted()).isEmpty();
  }

  @Test
  void a_cancelled_deployment_withdraws_what_it_has_asked_for() {
    var sites = World.sites(2);
    var body = new HashMap<>(install(World.approved(), sites));
    body.put("configuration", Map.of("timeout", 5));
    var id = deploy(body);
    var command = commandOf(id, sites.get(0));
    answer(id, sites.get(0), Kind.ACCEPTED);
    World.awaitConsumed(Topic.OUTCOMES);

    cancel(id);

    soon().until(() -> withdrawn(id).size() == 2);
    assertThat(withdrawn(id))
        .filteredOn(it -> it.path("siteId").asText().equals(sites.get(0)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.path("commandId").asText()).isEqualTo(command.toString());
              assertThat(it.path("configuration").isEmpty()).isTrue();
            });
    read(id).then().body("data.targets.status", contains("RUNNING", "RUNNING"));
    answer(id, sites.get(0), Kind.WITHDRAWN);
    answer(id, sites.get(1), Kind.SUCCEEDED);
    soon()
        .until(
            () -> read(id).<List<String>>path("data.targets.status"),
            it -> !it.contains("RUNNING"));
    answer(id, sites.get(0), Kind.SUCCEEDED);
    answer(id, sites.get(1), Kind.WITHDRAWN);
    World.awaitConsumed(Topic.OUTCOMES);

    // Who had done it before has done it.
    read(id)
        .then()
        .body("data.status", equalTo("CANCELLED"))
        .body("data.targets.status", contains("CANCELLED", "SUCCEEDED"))
        .body("data.cancelledCount", equalTo(1))
        .body("data.successCount", equalTo(1));
  }

  @Test
  void a_withdrawal_is_said_again_until_it_is_answered() {
    var site = World.site();
    var id = deploy(install(World.approved(), List.of(site)));
    commandOf(id, site);
    cancel(id);
    soon().until(() -> withdrawn(id).size() == 1);

    Tables.change(
        "update plugin_deployment_targets set resend_at = now() where deployment_id = '%s'"
            .formatted(id));

    soon().until(() -> withdrawn(id).size() == 2);
    answer(id, site, Kind.WITHDRAWN);
    soon().until(() -> read(id).<Integer>path("data.cancelledCount") == 1);
  }

  @Test
  void a_site_that_takes_too_long_is_not_asked_any_more() {
    var site = World.site();
    var id = deploy(install(World.approved(), List.of(site)));
    var command = commandOf(id, site);
    answer(id, site, Kind.ACCEPTED);
    World.awaitConsumed(Topic.OUTCOMES);

    Tables.change(
        "update plugin_deployment_targets set deadline_at = now() where deployment_id = '%s'"
            .formatted(id));

    awaitStatus(id, "FAILED");
    soon().until(() -> withdrawn(id).size() == 1);
    assertThat(withdrawn(id).get(0).path("commandId").asText()).isEqualTo(command.toString());
    answer(id, site, Kind.WITHDRAWN);
    World.awaitConsumed(Topic.OUTCOMES);
    read(id).then().body("data.targets.status", contains("TIMED_OUT"));
  }

  @Test
  void a_breach_that_stops_it_withdraws_the_rest_and_tries_nothing_again() {
    var sites = World.sites(3);
    var body = new HashMap<>(install(World.approved(), sites));
    body.put(
        "strategy",
        Map.of(
            "failureThreshold",
            Map.of("percent", 0, "minimumSample", 1),
            "onBreach",
            "STOP",
            "retry",
            Map.of("times", 3, "after", "PT1S")));
    var id = deploy(body);
    answer(id, sites.get(0), Kind.REFUSED);

    soon().until(() -> withdrawn(id).size() == 2);
    answer(id, sites.get(1), Kind.WITHDRAWN);
    answer(id, sites.get(2), Kind.FAILED);

    awaitStatus(id, "FAILED");
    read(id).then().body("data.targets.status", contains("FAILED", "CANCELLED", "FAILED"));
  }

  private static void cancel(UUID id) {
    it().post(World.DEPLOYMENTS + "/" + id + "/cancel").then().statusCode(200);
  }

  private static List<JsonNode> withdrawn(UUID id) {
    return World.commands(id).stream().filter(it -> it.path("withdrawn").asBoolean()).toList();
  }
}
