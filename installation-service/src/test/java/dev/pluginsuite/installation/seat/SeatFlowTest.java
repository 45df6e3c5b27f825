package dev.pluginsuite.installation.seat;

import static dev.pluginsuite.installation.testing.Licences.issue;
import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.activeSite;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Licences;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Tables;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class SeatFlowTest {
  @Inject AgroalDataSource database;

  private final String plugin = "paid-" + UUID.randomUUID().toString().substring(0, 8);
  private final UUID packageId =
      Registry.approve(Draft.of(plugin, "1.0.0").licensed(LicenseType.SITE));

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  private static ValidatableResponse refused(ValidatableResponse answer, String code) {
    return answer
        .statusCode(422)
        .body("type", equalTo("/problems/license-required"))
        .body("code", equalTo(code))
        .body("remedy", notNullValue());
  }

  @Test
  @Tag("SEED-40")
  void without_a_licence_it_is_refused_and_with_one_the_view_tells_of_it() {
    var site = activeSite();
    var agent = new Agent(site);
    refused(install(site, packageId, Map.of()), "no-licence").body("siteId", equalTo(site));
    install(site, packageId, Map.of("dryRun", true))
        .statusCode(200)
        .body("data.licences.code", equalTo(List.of("no-licence")));
    var licence =
        issue(
            plugin, "SITE", Map.of("siteIds", List.of(site), "expiresAt", "2099-01-01T00:00:00Z"));
    install(site, packageId, Map.of("dryRun", true))
        .body("data.licences[0].licenseExpires", equalTo("2099-01-01T00:00:00Z"));
    assertThat(licence.seats()).isEmpty();

    var id = install(site, packageId, Map.of()).statusCode(202).extract().<String>path("data.id");

    installation(site, id)
        .body("data.licenseKey", equalTo(licence.get().extract().path("data.licenseKey")))
        .body("data.licenseExpires", equalTo("2099-01-01T00:00:00Z"));
    assertThat(licence.seats()).containsExactly(site);
    licence.put("extend", Map.of("expiresAt", "2100-01-01T00:00:00Z")).statusCode(200);
    installation(site, id).body("data.licenseExpires", equalTo("2100-01-01T00:00:00Z"));
    agent.reconcile();
    act(site, id, "activate").statusCode(202);
  }

  @Test
  void a_seat_is_kept_until_removal_is_reported_and_then_another_can_have_it() {
    var licence = issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 1));
    var first = activeSite();
    var second = activeSite();
    var agent = new Agent(first);
    var id = install(first, packageId, Map.of()).extract().<String>path("data.id");
    agent.reconcile();
    refused(install(second, packageId, Map.of()), "seats-exhausted")
        .body("considered.code", equalTo(List.of("seats-exhausted")))
        .body("detail", containsString("has 1 seats, and all are taken"));

    as(Tokens.siteAdmin(first))
        .header("Prefer", "respond-async")
        .delete("/api/v1/admin/plugins/" + id)
        .then()
        .body("data.status", equalTo("UNINSTALLING"));
    refused(install(second, packageId, Map.of()), "seats-exhausted");
    agent.reconcile();

    assertThat(licence.seats()).isEmpty();
    installation(first, id).body("data.licenseKey", nullValue());
    install(second, packageId, Map.of()).statusCode(202);
    assertThat(licence.seats()).containsExactly(second);
    licence.get().body("data.usedInstallations", equalTo(1));
  }

  @Test
  void a_plan_that_never_took_effect_gives_its_seat_back() {
    var licence = issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 1));
    var site = activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");
    assertThat(licence.seats()).containsExactly(site);

    agent.fail(plugin, "verify", "the signature is wrong").statusCode(200);

    assertThat(licence.seats()).isEmpty();
    act(site, id, "retry").statusCode(202);
    assertThat(licence.seats()).containsExactly(site);
    agent.reconcile();
    assertThat(licence.seats()).containsExactly(site);
  }

  @Test
  void an_upgrade_keeps_the_seat_if_the_licence_is_for_the_new_version() {
    var second = Registry.approve(Draft.of(plugin, "1.1.0").licensed(LicenseType.SITE));
    var third = Registry.approve(Draft.of(plugin, "2.0.0").licensed(LicenseType.SITE));
    var licence =
        issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 1, "versionRange", "^1.0.0"));
    var site = activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");
    agent.reconcile();

    var upgraded = upgrade(site, id, second).statusCode(202).extract().<String>path("data.id");

    assertThat(licence.seats()).containsExactly(site);
    agent.reconcile();
    assertThat(licence.seats()).containsExactly(site);
    refused(upgrade(site, upgraded, third), "version-out-of-range");
    var wider = issue(plugin, "SITE", Map.of("siteIds", List.of(site)));
    upgrade(site, upgraded, third).statusCode(202);
    assertThat(licence.seats()).isEmpty();
    assertThat(wider.seats()).containsExactly(site);
  }

  @Test
  void a_seat_moves_back_with_the_version_that_has_its_place_back() {
    var next = Registry.approve(Draft.of(plugin, "2.0.0").licensed(LicenseType.SITE));
    var former =
        issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 1, "versionRange", "^1.0.0"));
    var later =
        issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 1, "versionRange", "^2.0.0"));
    var site = activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");
    agent.reconcile();
    upgrade(site, id, next).statusCode(202);
    assertThat(former.seats()).isEmpty();
    assertThat(later.seats()).containsExactly(site);

    agent.fail(plugin, "activate", "it does not start").statusCode(200);

    assertThat(later.seats()).isEmpty();
    assertThat(former.seats()).containsExactly(site);
    installation(site, id).body("data.status", equalTo("INSTALLED"));
  }

  private static ValidatableResponse upgrade(String site, String id, UUID packageId) {
    return as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .body(Map.of("packageId", packageId))
        .post("/api/v1/admin/plugins/" + id + "/upgrade")
        .then();
  }

  @Test
  void the_key_that_is_named_decides() {
    var site = activeSite();
    issue(plugin, "SITE", Map.of("siteIds", List.of(site)));
    var named = issue(plugin, "ENTERPRISE", Map.of());
    var others = issue("another-paid", "ENTERPRISE", Map.of());
    var swapped = named.key().charAt(0) + named.key().substring(2, 3) + named.key().charAt(1);
    var mistyped = swapped + named.key().substring(3);

    refused(install(site, packageId, Map.of("licenseKey", others.key())), "other-plugin");
    if (!mistyped.equals(named.key())) {
      install(site, packageId, Map.of("licenseKey", mistyped))
          .statusCode(422)
          .body("type", equalTo("/problems/invalid-license-key"));
    }
    refused(
        install(site, packageId, Map.of("licenseKey", "00000-00000-00000-00000-00000-00000")),
        "unknown-key");
    install(site, packageId, Map.of("licenseKey", named.key())).statusCode(202);

    assertThat(named.seats()).containsExactly(site);
  }

  @Test
  void a_trial_is_once_for_each_site() {
    var site = activeSite();
    var agent = new Agent(site);
    var first = issue(plugin, "TRIAL", Map.of());
    var id = install(site, packageId, Map.of()).statusCode(202).extract().<String>path("data.id");
    agent.reconcile();
    as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .delete("/api/v1/admin/plugins/" + id)
        .then()
        .statusCode(202);
    agent.reconcile();
    assertThat(first.seats()).isEmpty();
    first.put("revoke", Map.of("reason", "over")).statusCode(200);

    var second = issue(plugin, "TRIAL", Map.of());

    refused(install(site, packageId, Map.of()), "trial-used");
    install(activeSite(), packageId, Map.of()).statusCode(202);
    assertThat(second.seats()).hasSize(1);
  }

  @Test
  void developers_licences_are_for_development_sites() {
    issue(plugin, "DEVELOPER", Map.of());
    var development = activeSite(Map.of("development", true));

    refused(install(activeSite(), packageId, Map.of()), "not-a-development-site");
    install(development, packageId, Map.of()).statusCode(202);
  }

  @Test
  void what_comes_along_needs_its_licence_too() {
    var top = plugin + "-top";
    var topId = Registry.approve(Draft.of(top, "1.0.0").needing(Map.of(plugin, "^1.0.0")));
    var site = activeSite();

    refused(install(site, topId, Map.of()), "no-licence").body("pluginId", equalTo(plugin));
    var licence = issue(plugin, "ENTERPRISE", Map.of());
    install(site, topId, Map.of()).statusCode(202).body("others", hasSize(1));

    assertThat(licence.seats()).containsExactly(site);
  }

  @Test
  void many_licences_of_one_plugin_hide_none_of_another() throws Exception {
    var top = plugin + "-top";
    var topId =
        Registry.approve(
            Draft.of(top, "1.0.0").licensed(LicenseType.SITE).needing(Map.of(plugin, "^1.0.0")));
    var site = activeSite();
    var old = issue(plugin, "ENTERPRISE", Map.of());
    var many = issue(top, "ENTERPRISE", Map.of());
    new Tables(database)
        .change(
            """
            insert into plugin_licenses select (jsonb_populate_record(l, jsonb_build_object(
              'id', 'ffffffff-ffff-7fff-8fff-' || lpad(n::text, 12, '0'), 'key_hash', md5(l.id::text || n::text)))).*
            from plugin_licenses l, generate_series(1, 200) n where l.id = cast(? as uuid)""",
            many.id());

    try {
      install(site, topId, Map.of()).statusCode(202);

      assertThat(old.seats()).containsExactly(site);
    } finally {
      // They have no keys, and are the first of every list.
      new Tables(database)
          .change(
              """
              delete from plugin_licenses where id::text like 'ffffffff-%'
                and id not in (select license_id from license_seats)""");
    }
  }

  @Test
  void a_dependency_comes_in_a_version_for_which_there_is_a_licence() {
    var free = Registry.approve(Draft.of(plugin, "0.9.0"));
    var top = plugin + "-top";
    var topId = Registry.approve(Draft.of(top, "1.0.0").needing(Map.of(plugin, ">=0.9.0")));
    var site = activeSite();

    install(site, topId, Map.of("dryRun", true))
        .statusCode(200)
        .body("data.steps[0].packageId", equalTo(free.toString()));
    issue(plugin, "SITE", Map.of("siteIds", List.of(site)));

    install(site, topId, Map.of("dryRun", true))
        .body("data.steps[0].packageId", equalTo(packageId.toString()));
  }

  @Test
  void updates_and_impact_tell_of_licences() {
    var newer = Registry.approve(Draft.of(plugin, "1.1.0").licensed(LicenseType.SITE));
    var site = activeSite();
    var licence = issue(plugin, "SITE", Map.of("siteIds", List.of(site), "versionRange", "1.0.x"));
    install(site, packageId, Map.of()).statusCode(202);

    await()
        .untilAsserted(
            () -> updates(site).body("data[0].plugins[0].updates[0].offered", equalTo(false)));
    updates(site)
        .body(
            "data[0].plugins[0].updates[0].because[0]",
            containsString("the nearest one is for versions 1.0.x"));
    as(Tokens.auditor())
        .get("/api/v1/admin/plugin-registry/impact/" + packageId)
        .then()
        .statusCode(200)
        .body("summary.licences.licenseId", equalTo(List.of(licence.id())))
        .body("summary.licences[0].seats", equalTo(1));
    issue(plugin, "SITE", Map.of("siteIds", List.of(site)));

    updates(site)
        .body("data[0].plugins[0].updates[0].packageId", equalTo(newer.toString()))
        .body("data[0].plugins[0].updates[0].offered", equalTo(true));
  }

  private static ValidatableResponse updates(String site) {
    return as(Tokens.siteAdmin(site)).get("/api/v1/admin/plugins/updates").then().statusCode(200);
  }

  @Test
  void no_licence_is_made_less_than_is_used() {
    var licence = issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 3));
    install(activeSite(), packageId, Map.of()).statusCode(202);
    install(activeSite(), packageId, Map.of()).statusCode(202);

    licence
        .put("extend", Map.of("maxInstallations", 1))
        .statusCode(409)
        .body("type", equalTo("/problems/license-in-use"))
        .body("usedInstallations", equalTo(2));
    licence.put("extend", Map.of("maxInstallations", 2)).statusCode(200);

    refused(install(activeSite(), packageId, Map.of()), "seats-exhausted");
  }

  @Test
  void of_many_claims_at_once_as_many_succeed_as_there_are_seats() throws Exception {
    var licence = issue(plugin, "ENTERPRISE", Map.of("maxInstallations", 2));
    var sites = IntStream.range(0, 6).mapToObj(it -> activeSite()).toList();
    var callers = Executors.newFixedThreadPool(6);

    var answers =
        callers.invokeAll(
            sites.stream()
                .<Callable<Integer>>map(
                    it -> () -> install(it, packageId, Map.of()).extract().statusCode())
                .toList());

    callers.shutdown();
    var accepted = 0;
    for (var answer : answers) {
      assertThat(answer.get()).isIn(202, 422);
      accepted += answer.get() == 202 ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(2);
    assertThat(licence.seats()).hasSize(2);
    as(Tokens.siteAdmin(licence.seats().get(0)))
        .get(Licences.PATH + "/" + licence.id() + "/seats")
        .then()
        .body("data", hasSize(1))
        .body("data[0].installationId", notNullValue());
  }
}
