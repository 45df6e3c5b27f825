package dev.pluginsuite.installation.licence;

import static dev.pluginsuite.installation.testing.Licences.PATH;
import static dev.pluginsuite.installation.testing.Licences.ask;
import static dev.pluginsuite.installation.testing.Licences.issue;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.LogCapture;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import dev.pluginsuite.installation.testing.Tables;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Licences over HTTP, and where their keys are not. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class LicenceFlowTest {
  @Inject AgroalDataSource database;

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  @Tag("SEED-44")
  void a_key_is_in_one_answer_and_nowhere_else() throws Exception {
    var packageId =
        Registry.approve(Draft.of("planted-paid", "1.0.0").licensed(LicenseType.ENTERPRISE));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var body =
        Map.of("registryId", "enterprise", "pluginId", "planted-paid", "licenseType", "ENTERPRISE");
    try (var log = new LogCapture()) {
      var issued =
          as(Tokens.centralIt())
              .header("Idempotency-Key", "planted-licence")
              .body(body)
              .post(PATH)
              .then()
              .statusCode(201)
              .header("Cache-Control", "no-store")
              .header("ETag", "\"1\"")
              .body("data.status", equalTo("ACTIVE"))
              .body("data.isActive", equalTo(true))
              .extract();
      var key = issued.<String>path("data.licenseKey");
      var id = issued.<String>path("data.id");
      var bare = key.replace("-", "");
      assertThat(issued.header("Location")).endsWith("/licenses/" + id);

      as(Tokens.centralIt())
          .header("Idempotency-Key", "planted-licence")
          .body(body)
          .post(PATH)
          .then()
          .statusCode(201)
          .body("data.id", equalTo(id))
          .body(
              "data.licenseKey", equalTo("*****-*****-*****-*****-*****-**" + bare.substring(27)));
      var installed =
          install(site, packageId, Map.of("licenseKey", key.toLowerCase(Locale.ROOT)))
              .statusCode(202)
              .body(not(containsString(key)))
              .extract()
              .<String>path("data.id");
      install(Rest.activeSite(), packageId, Map.of("licenseKey", key, "typo", key))
          .statusCode(400)
          .body(not(containsString(key)));
      agent.reconcile();

      installation(site, installed)
          .body("data.licenseKey", endsWith("-**" + bare.substring(27)))
          .body(not(containsString(key)));
      var tables = new Tables(database);
      for (var text : List.of(key, bare, bare.toLowerCase(Locale.ROOT))) {
        assertThat(tables.holding(text)).isEmpty();
        assertThat(log.text()).doesNotContain(text);
        for (var topic :
            List.of(
                Topic.LICENCES.topicName(),
                Topic.INSTALLATIONS.topicName(),
                Topic.desiredStateOf(site))) {
          assertThat(TestKafka.records(topic))
              .isNotEmpty()
              .noneMatch(it -> it.toString().contains(text));
        }
      }
      assertThat(tables.holding(id)).contains("plugin_licenses", "license_seats", "audit_entry");
    }
  }

  @Test
  @Tag("REST-11")
  void a_licence_is_told_and_audited_with_its_terms() {
    var site = Rest.activeSite();
    var licence =
        issue(
            "told-paid",
            "SITE",
            Map.of(
                "siteIds",
                List.of(site),
                "versionRange",
                "^1.0.0",
                "maxInstallations",
                3,
                "expiresAt",
                "2099-01-01T00:00:00Z"));

    licence.put("extend", Map.of("maxInstallations", 5, "reason", "more lines")).statusCode(200);

    assertThat(licence.eventTypes()).containsExactly("licence.issued", "licence.extended");
    var state = licence.events().get(1).path("state");
    assertThat(state.path("licenceId").asText()).isEqualTo(licence.id());
    assertThat(state.path("maxInstallations").asInt()).isEqualTo(5);
    assertThat(state.path("graceEndsAt").asText()).isEqualTo("2099-01-15T00:00:00Z");
    assertThat(licence.events().get(1).path("revision").asInt()).isEqualTo(2);
    licence
        .get()
        .header("ETag", "\"2\"")
        .body("data.usedInstallations", equalTo(0))
        .body("data.siteIds", equalTo(List.of(site)))
        .body("data.issuedBy", equalTo("it@example.com"));
    as(Tokens.auditor())
        .get("/api/v1/admin/installation/audit?subjectId=" + licence.id())
        .then()
        .body("data.action", hasItems("license.issue", "license.extend"))
        .body("data.reason", hasItem("more lines"));
  }

  @Test
  void what_cannot_be_issued_is_refused_by_field() {
    ask(Map.of("registryId", "nowhere", "pluginId", "paid", "licenseType", "ENTERPRISE"))
        .statusCode(422)
        .body("type", equalTo("/problems/invalid-license"))
        .body("errors.field", equalTo(List.of("registryId")));
    ask(Map.of(
            "registryId",
            "enterprise",
            "pluginId",
            "some-paid",
            "licenseType",
            "SITE",
            "siteIds",
            List.of("no-such-site")))
        .statusCode(422)
        .body("errors[0].message", equalTo("there is no site no-such-site"));
    ask(Map.of("registryId", "enterprise", "pluginId", "some-paid", "licenseType", "FREE"))
        .statusCode(422)
        .body("errors.field", equalTo(List.of("licenseType")));
    ask(Map.of(
            "registryId",
            "enterprise",
            "pluginId",
            "some-paid",
            "licenseType",
            "TRIAL",
            "expiresAt",
            "+300000-01-01T00:00:00Z"))
        .statusCode(422)
        .body("errors.field", equalTo(List.of("expiresAt")));
    ask(Map.of("registryId", "enterprise", "pluginId", "Not Kebab", "licenseType", "TRIAL"))
        .statusCode(400)
        .body("errors.field", hasItem("pluginId"));
  }

  @Test
  void a_decision_on_what_has_changed_meanwhile_is_refused() {
    var licence = issue("raced-paid", "TRIAL", Map.of());
    licence.put("extend", Map.of("maxInstallations", 2)).statusCode(200);

    as(Tokens.centralIt())
        .header("If-Match", "\"1\"")
        .body(Map.of("reason", "not paid"))
        .put(PATH + "/" + licence.id() + "/revoke")
        .then()
        .statusCode(412);

    licence.put("revoke", Map.of()).statusCode(400);
    licence.put("extend", Map.of()).statusCode(400);
    licence
        .put("revoke", Map.of("reason", "not paid"))
        .statusCode(200)
        .body("data.isActive", equalTo(false))
        .body("data.status", equalTo("REVOKED"))
        .body("data.revokedBecause", equalTo("not paid"));
    licence
        .put("extend", Map.of("maxInstallations", 9))
        .statusCode(409)
        .body("type", equalTo("/problems/license-revoked"));
    licence.put("revoke", Map.of("reason", "again")).statusCode(409);
  }

  @Test
  void site_admins_see_what_is_for_their_sites_and_nobody_else_anything() {
    var mine = Rest.activeSite(Map.of("enterpriseId", "group-a"));
    var other = Rest.activeSite(Map.of("enterpriseId", "group-b"));
    var plugin = "seen-" + UUID.randomUUID().toString().substring(0, 8);
    var forMine = issue(plugin, "SITE", Map.of("siteIds", List.of(mine)));
    var forOther = issue(plugin, "SITE", Map.of("siteIds", List.of(other)));
    var forGroup = issue(plugin, "ENTERPRISE", Map.of("enterpriseId", "group-a"));
    var forDevelopers = issue(plugin, "DEVELOPER", Map.of());
    var list = PATH + "?pluginId=" + plugin;

    as(Tokens.siteAdmin(mine))
        .get(list)
        .then()
        .body("data.id", equalTo(List.of(forGroup.id(), forMine.id())))
        .body("data.licenseKey", not(hasItem(forMine.key())));
    as(Tokens.siteAdmin(mine)).get(PATH + "/" + forOther.id()).then().statusCode(404);
    as(Tokens.siteAdmin(mine)).get(PATH + "/" + forOther.id() + "/seats").then().statusCode(404);
    as(Tokens.siteAdmin(mine)).get(PATH + "/" + forMine.id()).then().statusCode(200);
    as(Tokens.auditor()).get(list + "&limit=3").then().body("data", hasSize(3));
    var page = as(Tokens.auditor()).get(list + "&limit=3").then().extract();
    as(Tokens.auditor())
        .get(list + "&limit=3&cursor=" + page.path("pagination.cursor"))
        .then()
        .body("data.id", equalTo(List.of(forMine.id())))
        .body("pagination.cursor", nullValue());
    as(Tokens.auditor())
        .get(list + "&licenseType=DEVELOPER&status=ACTIVE")
        .then()
        .body("data.id", equalTo(List.of(forDevelopers.id())));
    as(Tokens.auditor())
        .get(list + "&siteId=" + other)
        .then()
        .body("data.id", equalTo(List.of(forOther.id())));
    as(Tokens.auditor()).get(list + "&plugin=x").then().statusCode(400);
    as(Tokens.siteAdmin(mine)).body(Map.of()).post(PATH).then().statusCode(403);
    as(Tokens.auditor())
        .body(Map.of())
        .put(PATH + "/" + forMine.id() + "/revoke")
        .then()
        .statusCode(403);
    as(Tokens.developer()).get(PATH).then().statusCode(403);
    as(Tokens.siteAgent(mine)).get(PATH).then().statusCode(403);
    as(Tokens.siteAdmin("nowhere")).get(list).then().body("data", empty());
  }

  @Test
  void a_licence_is_said_again_as_it_was() {
    var licence = issue("said-again", "TRIAL", Map.of());

    as(Tokens.centralIt())
        .post("/api/v1/admin/installation/republish?topic=installation.licences&limit=200")
        .then()
        .statusCode(200)
        .body("data.key", hasItem(licence.id()));

    await().until(() -> licence.events().size() == 2);
    assertThat(licence.events().get(1).path("state"))
        .isEqualTo(licence.events().get(0).path("state"));
    licence.get().body("data.expiresAt", notNullValue());
  }
}
