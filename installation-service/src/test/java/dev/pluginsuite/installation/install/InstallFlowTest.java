package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class InstallFlowTest {
  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  @Tag("SEED-31")
  @Tag("SEED-34")
  @Tag("REST-14")
  void an_approved_package_is_installed_with_what_it_needs_and_activated() {
    var db = unique("db");
    var tool = unique("tool");
    Registry.approve(Draft.of(db, "1.9.0"));
    Registry.approve(Draft.of(db, "2.1.0"));
    var packageId = Registry.approve(Draft.of(tool, "1.0.0").needing(Map.of(db, "^2.0.0")));
    var site = Rest.activeSite();
    var agent = new Agent(site);

    var id =
        install(site, packageId, Map.of())
            .statusCode(202)
            .header("Location", notNullValue())
            .body("data.status", equalTo("INSTALLING"))
            .body("data.installedVersion", nullValue())
            .body("others.pluginId", equalTo(List.of(db)))
            .extract()
            .<String>path("data.id");
    agent.reconcile().statusCode(200);

    installation(site, id)
        .body("data.status", equalTo("INSTALLED"))
        .body("data.installedVersion", equalTo("1.0.0"))
        .body("data.installedAt", notNullValue());
    act(site, id, "activate").statusCode(202).body("others.pluginId", equalTo(List.of(db)));
    assertThat(agent.actions()).containsEntry(db, Action.ACTIVE).containsEntry(tool, Action.ACTIVE);
    agent.reconcile();
    installation(site, id)
        .body("data.status", equalTo("ACTIVE"))
        .body("data.activatedAt", notNullValue());
    assertThat(TestKafka.said(Topic.INSTALLATIONS.topicName(), id))
        .extracting(it -> it.path("state").path("status").asText())
        .containsExactly("INSTALLING", "INSTALLED", "INSTALLED", "ACTIVE");
  }

  @Test
  @Tag("SEED-30")
  void only_what_is_approved_is_installed() {
    var site = Rest.activeSite();
    for (var status :
        List.of(PackageStatus.PENDING_REVIEW, PackageStatus.IN_REVIEW, PackageStatus.REJECTED)) {
      var id = UUID.randomUUID();
      Registry.say(id, Draft.of(unique("undecided"), "1.0.0"), status, 1, null);

      install(site, id, Map.of())
          .statusCode(409)
          .body("type", equalTo("/problems/package-not-approved"))
          .body("detail", containsString("is " + status));
    }
  }

  @Test
  void a_dependency_without_a_configuration_is_a_mistake_of_the_caller() {
    var none = new java.util.HashMap<String, Object>();
    none.put("any", null);

    install("nowhere", java.util.UUID.randomUUID(), Map.of("dependencyConfiguration", none))
        .statusCode(400);
  }

  @Test
  void a_waiting_caller_gets_the_final_state() {
    var plugin = unique("waited");
    var packageId = Registry.approve(Draft.of(plugin, "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);

    var answer =
        CompletableFuture.supplyAsync(
            () ->
                as(Tokens.siteAdmin(site))
                    .body(Map.of("packageId", packageId))
                    .post("/api/v1/admin/plugins/install")
                    .then());
    org.awaitility.Awaitility.await().until(() -> agent.document().siteGeneration() == 2);
    agent.reconcile();

    answer
        .join()
        .statusCode(201)
        .body("data.status", equalTo("INSTALLED"))
        .body("data.siteId", equalTo(site));
  }

  @Test
  @Tag("SEED-37")
  @Tag("REST-14")
  void deactivating_and_removing_asks_those_who_need_it() {
    var base = unique("base");
    var top = unique("top");
    Registry.approve(Draft.of(base, "1.0.0"));
    var packageId = Registry.approve(Draft.of(top, "1.0.0").needing(Map.of(base, "^1.0.0")));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var topId = install(site, packageId, Map.of()).extract().<String>path("data.id");
    var baseId = idOf(site, base);
    agent.reconcile();
    act(site, topId, "activate");
    agent.reconcile();

    act(site, baseId, "deactivate")
        .statusCode(409)
        .body("type", equalTo("/problems/needed-by-others"))
        .body("dependents", equalTo(List.of(top)));
    act(site, baseId, "deactivate?cascade=true")
        .statusCode(202)
        .body("others.pluginId", equalTo(List.of(top)));
    agent.reconcile();
    installation(site, topId)
        .body("data.status", equalTo("INACTIVE"))
        .body("data.deactivatedAt", notNullValue());
    as(Tokens.siteAdmin(site)).delete("/api/v1/admin/plugins/" + baseId).then().statusCode(409);
    as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .delete("/api/v1/admin/plugins/" + topId)
        .then()
        .statusCode(202)
        .body("others.pluginId", equalTo(List.of(base)));
    assertThat(agent.actions()).isEmpty();
    agent.reconcile();
    installation(site, topId).body("data.status", equalTo("UNINSTALLED"));
    as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/installed")
        .then()
        .body("data", hasSize(0));
    as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/installed?status=UNINSTALLED")
        .then()
        .body("data", hasSize(2));
  }

  @Test
  void a_failed_plan_is_taken_back_whole_and_can_be_asked_for_again() {
    var dep = unique("dep");
    var plugin = unique("broken");
    Registry.approve(Draft.of(dep, "1.0.0"));
    var packageId = Registry.approve(Draft.of(plugin, "1.0.0").needing(Map.of(dep, "1")));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");

    agent
        .fail(plugin, "verify", "the signature is wrong")
        .statusCode(200)
        .body("data.siteGeneration", equalTo(3));

    installation(site, id)
        .body("data.status", equalTo("FAILED"))
        .body("data.failedOperation", equalTo("verify"))
        .body("data.error", equalTo("the signature is wrong"))
        .body("data.desiredStatus", equalTo("UNINSTALLED"));
    installation(site, idOf(site, dep))
        .body("data.status", equalTo("FAILED"))
        .body("data.error", containsString(plugin));
    assertThat(agent.actions()).isEmpty();
    install(site, packageId, Map.of())
        .statusCode(202)
        .body("data.previousInstallationId", equalTo(id));
    agent.reconcile();
    installation(site, id).body("data.status", equalTo("UNINSTALLED"));
  }

  @Test
  @Tag("REST-35")
  void a_plan_is_shown_first_and_then_done_as_shown_or_not_at_all() {
    var lib = unique("lib");
    var plugin = unique("planned");
    Registry.approve(Draft.of(lib, "1.0.0"));
    var packageId = Registry.approve(Draft.of(plugin, "1.0.0").needing(Map.of(lib, "^1.0.0")));
    var site = Rest.activeSite();
    var plan =
        install(site, packageId, Map.of("dryRun", true))
            .statusCode(200)
            .body("data.steps.pluginId", equalTo(List.of(lib, plugin)))
            .body("data.steps[0].why", equalTo("needed by " + plugin + " 1.0.0 (^1.0.0)"))
            .extract()
            .<String>path("data.planHash");
    var newer = Registry.approve(Draft.of(lib, "1.1.0"));
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                install(site, packageId, Map.of("dryRun", true))
                    .body("data.steps[0].packageId", equalTo(newer.toString())));

    var changed =
        install(site, packageId, Map.of("planHash", plan))
            .statusCode(409)
            .body("type", equalTo("/problems/plan-changed"));

    install(site, packageId, Map.of("planHash", changed.extract().<String>path("plan.planHash")))
        .statusCode(202);
  }

  @Test
  @Tag("REST-36")
  void what_cannot_run_is_refused_with_the_reason() {
    var site = Rest.activeSite();
    var tooNew = Registry.approve(Draft.of(unique("new"), "1.0.0").forMes(">=3.0.0"));
    var lonely =
        Registry.approve(
            Draft.of(unique("lonely"), "1.0.0").needing(Map.of("absent-plugin", "^1.0.0")));
    var paid = Registry.approve(Draft.of(unique("paid"), "1.0.0").licensed(LicenseType.SITE));

    install(site, tooNew, Map.of())
        .statusCode(422)
        .body("type", equalTo("/problems/incompatible"))
        .body("detail", containsString("needs MES >=3.0.0"));
    install(site, lonely, Map.of())
        .statusCode(422)
        .body("type", equalTo("/problems/dependencies-unsatisfiable"))
        .body("because", hasItem(containsString("no registry of " + site)));
    install(site, paid, Map.of())
        .statusCode(422)
        .body("type", equalTo("/problems/license-required"));
    install(site, UUID.randomUUID(), Map.of())
        .statusCode(404)
        .body("type", equalTo("/problems/package-not-found"));
    as(Tokens.siteAdmin(site, "other"))
        .body(Map.of("packageId", tooNew))
        .post("/api/v1/admin/plugins/install")
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/site-required"))
        .body("choices", hasItem(site));
    as(Tokens.siteAdmin("other"))
        .body(Map.of("packageId", tooNew, "siteId", site))
        .post("/api/v1/admin/plugins/install")
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("SEED-36")
  void a_configuration_is_held_against_the_manifest_and_completed() {
    var properties =
        Map.of(
            "apiUrl",
            new ConfigurationProperty("string", true, null, false, null),
            "timeout",
            new ConfigurationProperty("number", false, 5000, false, null));
    var packageId =
        Registry.approve(Draft.of(unique("configured"), "1.0.0").configuredBy(properties));
    var site = Rest.activeSite();

    install(site, packageId, Map.of("configuration", Map.of("apiUrl", 1, "tiemout", 2)))
        .statusCode(422)
        .body("errors.field", equalTo(List.of("configuration.tiemout", "configuration.apiUrl")));

    install(site, packageId, Map.of("configuration", Map.of("apiUrl", "https://x")))
        .statusCode(202)
        .body("data.configuration.timeout", equalTo(5000));
  }

  @Test
  void what_does_not_fit_into_the_sites_document_is_refused() {
    var text = new ConfigurationProperty("string", true, null, false, null);
    var large = Map.of("configuration", Map.of("text", "x".repeat(500 << 10)));
    var first = Registry.approve(largeDraft(text));
    var second = Registry.approve(largeDraft(text));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    install(site, first, large).statusCode(202);
    var generation = agent.document().siteGeneration();

    install(site, second, large).statusCode(409).body("type", equalTo("/problems/site-full"));

    assertThat(agent.document().siteGeneration()).isEqualTo(generation);
    assertThat(agent.actions()).hasSize(1);
  }

  private static Draft largeDraft(ConfigurationProperty text) {
    return Draft.of(unique("large"), "1.0.0").configuredBy(Map.of("text", text));
  }

  @Test
  void a_repeated_request_has_one_effect() {
    var packageId = Registry.approve(Draft.of(unique("once"), "1.0.0"));
    var site = Rest.activeSite();
    var first = keyed(site, packageId);

    var second = keyed(site, packageId);

    assertThat(second).isEqualTo(first);
    install(site, packageId, Map.of())
        .statusCode(409)
        .body("type", equalTo("/problems/already-installed"));
  }

  private static String keyed(String site, UUID packageId) {
    return as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .header("Idempotency-Key", "install-" + site)
        .body(Map.of("packageId", packageId))
        .post("/api/v1/admin/plugins/install")
        .then()
        .statusCode(202)
        .extract()
        .path("data.id");
  }

  private static String idOf(String site, String pluginId) {
    return as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/installed?pluginId=" + pluginId)
        .then()
        .body("data", hasSize(1))
        .extract()
        .path("data[0].id");
  }

  private static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
