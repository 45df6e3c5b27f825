package dev.pluginsuite.installation.found;

import static dev.pluginsuite.installation.testing.Rest.SITES_PATH;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.installation.SiteReport;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From what an agent finds to what it holds, as far as this service has a part in it. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class AdoptionFlowTest {
  private static final String CHECKSUM = "ab".repeat(32);

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  void a_found_plugin_is_adopted_told_with_the_checksum_it_was_found_by_and_confirmed() {
    var packageId = Registry.approve(Draft.of("adopted-a", "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    finds(agent, site, new SiteReport.Found("adopted-a", "1.0.0", CHECKSUM, "by-hand.mpk"));
    awaitAdoptable(site, packageId);

    var id =
        adopt(Tokens.siteAdmin(site), site, "adopted-a")
            .statusCode(201)
            .body("data.status", equalTo("ACTIVE"))
            .extract()
            .<String>path("data.id");

    awaitTold(agent);
    var entry = agent.document().plugins().get(0);
    assertThat(entry.installationId()).hasToString(id);
    assertThat(entry.action()).isEqualTo(Action.ACTIVE);
    assertThat(entry.packageRef().packageId()).isEqualTo(packageId);
    assertThat(entry.packageRef().checksum()).isEqualTo(CHECKSUM);
    agent.reconcile().statusCode(200);
    installation(site, id).body("data.status", equalTo("ACTIVE"));
    found(site).body("data", empty());
    drift(site).body("data.plugins", empty());
    assertThat(TestKafka.said(Topic.INSTALLATIONS.topicName(), id)).isNotEmpty();
  }

  @Test
  void what_the_agent_cannot_take_over_fails_and_is_seen() {
    var packageId = Registry.approve(Draft.of("adopted-b", "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    finds(agent, site, new SiteReport.Found("adopted-b", "1.0.0", CHECKSUM, "by-hand.mpk"));
    awaitAdoptable(site, packageId);
    var id =
        adopt(Tokens.siteAdmin(site), site, "adopted-b")
            .statusCode(201)
            .extract()
            .<String>path("data.id");

    awaitTold(agent);
    agent.fail("adopted-b", "verify", "the attestation approves something else").statusCode(200);

    installation(site, id)
        .body("data.status", equalTo("FAILED"))
        .body("data.error", equalTo("the attestation approves something else"));
  }

  @Test
  void nobody_adopts_at_a_site_that_is_not_theirs() {
    var packageId = Registry.approve(Draft.of("adopted-c", "1.0.0"));
    var site = Rest.activeSite();
    finds(
        new Agent(site), site, new SiteReport.Found("adopted-c", "1.0.0", CHECKSUM, "by-hand.mpk"));
    awaitAdoptable(site, packageId);

    adopt(Tokens.siteAdmin("other"), site, "adopted-c").statusCode(404);
    adopt(Tokens.siteAgent(site), site, "adopted-c").statusCode(403);

    found(site).body("data", hasSize(1));
    assertThat(new Agent(site).document().plugins()).isEmpty();
  }

  private static void finds(Agent agent, String site, SiteReport.Found found) {
    agent
        .send(
            Tokens.siteAgent(site),
            new SiteReport(1, Instant.now(), "1.0.0", List.of(), null, List.of(found)))
        .statusCode(200);
  }

  private static void awaitAdoptable(String site, UUID packageId) {
    await()
        .untilAsserted(
            () -> found(site).body("data.packageId", equalTo(List.of(packageId.toString()))));
  }

  private static void awaitTold(Agent agent) {
    await().until(() -> !agent.document().plugins().isEmpty());
  }

  private static ValidatableResponse found(String site) {
    return as(Tokens.siteAdmin(site)).get(SITES_PATH + "/" + site + "/found").then();
  }

  private static ValidatableResponse drift(String site) {
    return as(Tokens.siteAdmin(site)).get(SITES_PATH + "/" + site + "/drift").then();
  }

  private static ValidatableResponse adopt(String token, String site, String pluginId) {
    return as(token)
        .body(Map.of("activate", true))
        .post(SITES_PATH + "/" + site + "/found/" + pluginId + "/adopt")
        .then();
  }
}
