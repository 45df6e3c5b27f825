package dev.pluginsuite.installation.outlook;

import static dev.pluginsuite.installation.testing.Rest.SITES_PATH;
import static dev.pluginsuite.installation.testing.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.api.registry.LicenseType;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sites that were registered with MES 2.4.0. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class OutlookFlowTest {
  @BeforeAll
  static void registry() {
    Registry.sayEnterprise();
  }

  @Test
  @Tag("REST-13")
  void updates_name_the_newest_that_fits_and_why_others_do_not() {
    var site = Rest.activeSite();
    install(site, Registry.approve(Draft.of("up", "1.0.0")));
    install(site, Registry.approve(Draft.of("up-user", "1.0.0").needing(Map.of("up", "^1.0.0"))));
    Registry.approve(Draft.of("up", "4.0.0").licensed(LicenseType.SITE));
    Registry.approve(Draft.of("up", "3.0.0").forMes(">=3.0.0"));
    Registry.approve(Draft.of("up", "2.0.0"));
    Registry.approve(Draft.of("up", "1.2.0-beta.1"));
    var best = Registry.approve(Draft.of("up", "1.1.0"));
    Registry.approve(Draft.of("up", "1.0.1"));

    await()
        .untilAsserted(
            () ->
                updates(site)
                    .body(
                        "data[0].plugins[0].updates.version",
                        equalTo(List.of("4.0.0", "3.0.0", "2.0.0", "1.1.0"))));

    updates(site)
        .statusCode(200)
        .body("data.plugins[0].pluginId", equalTo(List.of("up")))
        .body("data[0].plugins[0].updates.offered", equalTo(List.of(false, false, false, true)))
        .body("data[0].plugins[0].updates[0].because[0]", containsString("licence"))
        .body("data[0].plugins[0].updates[1].because[0]", containsString("needs MES"))
        .body("data[0].plugins[0].updates[3].packageId", equalTo(best.toString()))
        .body("data[0].plugins[0].updates[3].steps.to", equalTo(List.of("1.1.0")));
    as(Tokens.siteAdmin("elsewhere"))
        .get("/api/v1/admin/plugins/updates?siteId=" + site)
        .then()
        .statusCode(404);
  }

  @Test
  void a_newer_mes_is_asked_about_first_and_then_acknowledged() {
    var site = Rest.activeSite();
    install(site, Registry.approve(Draft.of("old", "1.0.0").forMes("<3.0.0")));
    install(site, Registry.approve(Draft.of("old-user", "1.0.0").needing(Map.of("old", "*"))));
    Registry.approve(Draft.of("old", "1.1.0").forMes(">=2.0.0"));

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                whatIf(Map.of("mesVersion", "3.0.0", "siteIds", List.of(site)))
                    .body("data[0].breakages[0].fix.version", equalTo("1.1.0")));
    whatIf(Map.of("mesVersion", "3.0.0", "siteIds", List.of(site)))
        .statusCode(200)
        .body("data.siteId", equalTo(List.of(site)))
        .body("data[0].breakages.pluginId", equalTo(List.of("old", "old-user")))
        .body("data[0].breakages[0].fix.version", equalTo("1.1.0"))
        .body("data[0].breakages[1].because", containsString("needs old"));
    whatIf(Map.of("mesVersion", "2.9.0", "siteIds", List.of(site)))
        .body("data[0].breakages", empty());
    whatIf(Map.of("mesVersion", "new")).statusCode(400);

    describe(site, Map.of("mesVersion", "3.0.0"))
        .statusCode(409)
        .body("type", equalTo("/problems/site-would-break"))
        .body("breakages", hasSize(2));
    describe(site, Map.of("mesVersion", "3.0.0", "acknowledge", true))
        .statusCode(200)
        .body("data.mesVersion", equalTo("3.0.0"))
        .body("message", containsString("old 1.0.0"));
  }

  @Test
  void impact_follows_needs_at_each_site() {
    var site = Rest.activeSite();
    var base = Registry.approve(Draft.of("base", "1.0.0"));
    install(site, base);
    install(site, Registry.approve(Draft.of("middle", "1.0.0").needing(Map.of("base", "*"))));
    install(site, Registry.approve(Draft.of("top", "1.0.0").needing(Map.of("middle", "*"))));
    install(site, Registry.approve(Draft.of("apart", "1.0.0")));

    as(Tokens.centralIt())
        .get("/api/v1/admin/plugin-registry/impact/" + base)
        .then()
        .statusCode(200)
        .body("summary.sites", equalTo(1))
        .body("summary.dependents", equalTo(2))
        .body("data[0].installations.pluginId", equalTo(List.of("base")))
        .body("data[0].dependents.pluginId", equalTo(List.of("middle", "top")));
  }

  @Test
  void what_failed_and_never_came_is_hit_by_nothing() {
    var site = Rest.activeSite();
    var packageId = Registry.approve(Draft.of("never-came", "1.0.0"));
    install(site, packageId);
    new Agent(site).fail("never-came", "verify", "the digest is wrong").statusCode(200);

    as(Tokens.centralIt())
        .get("/api/v1/admin/plugin-registry/impact/" + packageId)
        .then()
        .statusCode(200)
        .body("summary.sites", equalTo(0))
        .body("data", empty());
  }

  @Test
  void drift_is_seen_until_the_site_has_what_it_should() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    install(site, Registry.approve(Draft.of("drifts", "1.0.0")));

    drift(site)
        .body("data.plugins.pluginId", equalTo(List.of("drifts")))
        .body("data.plugins[0].observed", equalTo("ABSENT"));
    as(Tokens.siteAdmin(site))
        .get(SITES_PATH + "?drift=true")
        .then()
        .body("data.id", equalTo(List.of(site)))
        .body("data[0].contact", equalTo("SILENT"));

    awaitDocument(agent);
    agent.reconcile().statusCode(200);
    drift(site).body("data.plugins", empty());
    as(Tokens.siteAdmin(site)).get(SITES_PATH + "?drift=true").then().body("data", empty());
    as(Tokens.siteAdmin(site))
        .get(SITES_PATH + "?drift=false")
        .then()
        .body("data[0].contact", equalTo("CONNECTED"));
  }

  @Test
  @Tag("REST-47")
  void labels_narrow_the_list_and_policies_bind_decisions() {
    var site = Rest.activeSite();
    describe(
            site,
            Map.of(
                "mesVersion",
                "2.4.0",
                "labels",
                Map.of("region", site),
                "policies",
                Map.of("reason", true, "changeReference", true)))
        .statusCode(200);
    var packageId = Registry.approve(Draft.of("grounded", "1.0.0"));

    as(Tokens.centralIt())
        .get(SITES_PATH + "?label=region:" + site)
        .then()
        .body("data.id", equalTo(List.of(site)));
    as(Tokens.centralIt()).get(SITES_PATH + "?label=region").then().statusCode(400);
    describe(site, Map.of("mesVersion", "2.4.0", "labels", Map.of("a b", "c"))).statusCode(422);
    Rest.install(site, packageId, Map.of("reason", "Because"))
        .statusCode(422)
        .body("type", equalTo("/problems/grounds-required"))
        .body("errors.field", equalTo(List.of("changeReference")));
    Rest.install(site, packageId, Map.of("reason", "Because", "changeReference", "CHG-1"))
        .statusCode(not(422));
  }

  @Test
  void a_found_plugin_is_adopted_only_if_its_bytes_were_approved() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var packageId = Registry.approve(Draft.of("foundling", "1.0.0"));
    var found =
        List.of(
            new SiteReport.Found("foundling", "1.0.0", "AB".repeat(32), "foundling"),
            new SiteReport.Found("stranger", "1.0.0", "cd".repeat(32), "stranger"),
            new SiteReport.Found("nameless", null, null, "nameless"));
    agent
        .send(
            Tokens.siteAgent(site),
            new SiteReport(1, Instant.now(), "1.0.0", List.of(), null, found))
        .statusCode(200);

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                as(Tokens.siteAdmin(site))
                    .get(SITES_PATH + "/" + site + "/found")
                    .then()
                    .body("data.pluginId", equalTo(List.of("foundling", "stranger", "nameless")))
                    .body(
                        "data.packageId",
                        equalTo(java.util.Arrays.asList(packageId.toString(), null, null))));
    adopt(site, "stranger").statusCode(409).body("type", equalTo("/problems/not-adoptable"));
    adopt(site, "nobody").statusCode(404);
    adopt(site, "foundling")
        .statusCode(201)
        .body("data.status", equalTo("ACTIVE"))
        .body("data.error", nullValue());
    adopt(site, "foundling").statusCode(409);
    as(Tokens.centralIt())
        .get("/api/v1/admin/installation/audit?limit=200")
        .then()
        .body("data.action", hasItem("installation.adopt"));
  }

  private static ValidatableResponse adopt(String site, String pluginId) {
    return as(Tokens.siteAdmin(site))
        .body(Map.of("activate", true))
        .post(SITES_PATH + "/" + site + "/found/" + pluginId + "/adopt")
        .then();
  }

  private static ValidatableResponse updates(String site) {
    return as(Tokens.siteAdmin(site)).get("/api/v1/admin/plugins/updates?siteId=" + site).then();
  }

  private static void awaitDocument(Agent agent) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(agent.document().plugins()).isNotEmpty());
  }

  private static ValidatableResponse drift(String site) {
    return as(Tokens.siteAdmin(site))
        .get(SITES_PATH + "/" + site + "/drift")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse whatIf(Map<String, ?> body) {
    return as(Tokens.centralIt()).body(body).post("/api/v1/admin/plugin-registry/what-if").then();
  }

  private static ValidatableResponse describe(String site, Map<String, ?> more) {
    var body = new java.util.HashMap<String, Object>(Map.of("name", "Test", "apiVersion", "1.2.0"));
    body.putAll(more);
    return as(Tokens.centralIt()).body(body).put(SITES_PATH + "/" + site).then();
  }

  private static void install(String site, UUID packageId) {
    Rest.install(site, packageId, Map.of()).statusCode(202);
  }
}
