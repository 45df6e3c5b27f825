package dev.pluginsuite.installation.offboarding;

import static dev.pluginsuite.installation.testing.Rest.SITES_PATH;
import static dev.pluginsuite.installation.testing.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class OffboardingFlowTest {
  @BeforeAll
  static void registry() {
    Registry.sayEnterprise();
  }

  @Test
  void a_site_is_emptied_by_its_agent_and_then_closed() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var packageId = Registry.approve(Draft.of("leaves-with-site", "1.0.0"));
    var id = installed(site, packageId, agent);

    offboard(site, Map.of("reason", "Plant closed"))
        .statusCode(202)
        .body("data.status", equalTo("OFFBOARDING"));

    Rest.install(site, packageId, Map.of())
        .statusCode(409)
        .body("type", equalTo("/problems/site-not-active"));
    awaitEmptied(agent);
    agent.reconcile().statusCode(200);
    awaitStatus(site, "OFFBOARDED");
    Rest.installation(site, id).body("data.status", equalTo("UNINSTALLED"));
    assertThat(TestKafka.said(Topic.SITES.topicName(), site))
        .extracting(it -> it.path("state").path("status").asText())
        .containsExactly("PROVISIONING", "ACTIVE", "OFFBOARDING", "OFFBOARDED");
    agent.report(99, null).statusCode(409);
  }

  @Test
  void a_forced_site_is_closed_without_its_agent() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id = installed(site, Registry.approve(Draft.of("left-behind", "1.0.0")), agent);

    offboard(site, Map.of("reason", "Burnt down", "force", true)).statusCode(202);

    awaitStatus(site, "OFFBOARDED");
    Rest.installation(site, id).body("data.status", equalTo("UNINSTALLED"));
    offboard(site, Map.of("reason", "Again")).statusCode(409);
    as(Tokens.centralIt()).post(SITES_PATH + "/" + site + "/enrolment").then().statusCode(409);
  }

  @Test
  void a_failed_removal_does_not_keep_the_site() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    installed(site, Registry.approve(Draft.of("sticks", "1.0.0")), agent);
    var before = agent.document();
    offboard(site, Map.of("reason", "Sold")).statusCode(202);
    awaitEmptied(agent);
    var generation = agent.document().siteGeneration();
    var it = before.plugins().get(0);

    agent
        .report(
            generation,
            new dev.pluginsuite.api.installation.SiteReport.Failure(
                it.planId(), it.installationId(), "remove", "file in use"))
        .statusCode(200);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(agent.document().siteGeneration()).isGreaterThan(generation + 1);
              assertThat(agent.document().plugins()).isEmpty();
            });
    agent.reconcile().statusCode(200);
    awaitStatus(site, "OFFBOARDED");
  }

  @Test
  void a_deadline_beyond_all_calendars_is_refused_and_one_before_them_is_now() {
    var site = Rest.activeSite();

    offboard(site, Map.of("reason", "x", "deadline", "+999999999-12-31T00:00:00Z"))
        .statusCode(400)
        .body("errors.field", equalTo(java.util.List.of("deadline")));

    offboard(site, Map.of("reason", "x", "deadline", "-999999999-01-01T00:00:00Z")).statusCode(202);
    awaitStatus(site, "OFFBOARDED");
  }

  @Test
  void a_rotation_hands_out_a_token_and_ends_the_old_credentials_at_once_if_asked() {
    var site = Rest.activeSite();
    var body = Map.of("immediately", true, "reason", "Laptop lost");

    var token =
        rotate(site, "r-1", body)
            .statusCode(201)
            .body("data.token", notNullValue())
            .extract()
            .<String>path("data.token");

    rotate(site, "r-1", body).statusCode(201).body("data.token", nullValue());
    io.restassured.RestAssured.given()
        .contentType("application/json")
        .body(Map.of("siteId", site, "token", token))
        .post("/api/v1/sites/enrolment")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse rotate(String site, String key, Map<String, ?> body) {
    return as(Tokens.centralIt())
        .header("Idempotency-Key", key)
        .body(body)
        .post(SITES_PATH + "/" + site + "/rotation")
        .then();
  }

  private static String installed(String site, UUID packageId, Agent agent) {
    var id = Rest.install(site, packageId, Map.of()).extract().<String>path("data.id");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(agent.document().plugins()).isNotEmpty());
    agent.reconcile().statusCode(200);
    return id;
  }

  private static void awaitEmptied(Agent agent) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(agent.document().plugins()).isEmpty());
  }

  private static ValidatableResponse offboard(String site, Map<String, ?> body) {
    return as(Tokens.centralIt()).body(body).post(SITES_PATH + "/" + site + "/offboarding").then();
  }

  private static void awaitStatus(String site, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                as(Tokens.centralIt())
                    .get(SITES_PATH + "/" + site)
                    .then()
                    .body("data.status", equalTo(status)));
  }
}
