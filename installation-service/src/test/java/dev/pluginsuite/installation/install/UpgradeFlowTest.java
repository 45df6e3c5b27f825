package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.registry.PackageState.Revocation;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.RevocationMode;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of an installation after it was installed. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class UpgradeFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ConfigurationProperty URL =
      new ConfigurationProperty("string", true, null, false, null);
  private static final ConfigurationProperty LIMIT =
      new ConfigurationProperty("number", false, 5, false, null);

  private final String plugin = unique("plugin");
  private String site = "";
  private Agent agent = new Agent(site);

  @BeforeEach
  void site() {
    site = Rest.activeSite();
    agent = new Agent(site);
  }

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  @Tag("SEED-39")
  void an_upgrade_keeps_configuration_and_state_and_leaves_the_earlier_version_as_history() {
    var first = Registry.approve(Draft.of(plugin, "1.0.0").configuredBy(Map.of("url", URL)));
    var second =
        Registry.approve(
            Draft.of(plugin, "1.1.0").configuredBy(Map.of("url", URL, "limit", LIMIT)));
    var id = installed(first, Map.of("configuration", Map.of("url", "https://x")));
    act(site, id, "activate");
    agent.reconcile();

    var next =
        upgrade(id, second, Map.of())
            .statusCode(202)
            .body("data.previousInstallationId", equalTo(id))
            .body("data.configuration.url", equalTo("https://x"))
            .body("data.configuration.limit", equalTo(5))
            .body("data.desiredStatus", equalTo("ACTIVE"))
            .extract()
            .<String>path("data.id");
    installation(site, id).body("data.status", equalTo("ACTIVE"));
    agent.reconcile().statusCode(200);

    installation(site, next)
        .body("data.status", equalTo("ACTIVE"))
        .body("data.installedVersion", equalTo("1.1.0"));
    installation(site, id)
        .body("data.status", equalTo("INACTIVE"))
        .body("data.supersededBy", equalTo(next))
        .body("data.installedVersion", nullValue());
    as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/installed")
        .then()
        .body("data.id", equalTo(List.of(next)));
    act(site, id, "activate").statusCode(409).body("detail", containsString(next));
    as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/" + next + "/history")
        .then()
        .body("data", hasSize(2))
        .body("data.action", equalTo(List.of("site.report", "installation.upgrade")))
        .body("data[1].actor", notNullValue())
        .body("data[0].status", equalTo("ACTIVE"));
  }

  @Test
  void an_upgrade_that_the_site_cannot_do_leaves_everything_as_it_was_and_can_be_retried() {
    var first = Registry.approve(Draft.of(plugin, "1.0.0"));
    var second = Registry.approve(Draft.of(plugin, "2.0.0"));
    var id = installed(first, Map.of());
    var next = upgrade(id, second, Map.of()).extract().<String>path("data.id");

    agent.fail(plugin, "verify", "the digest is wrong");
    agent.reconcile();

    installation(site, next)
        .body("data.status", equalTo("FAILED"))
        .body("data.error", equalTo("the digest is wrong"));
    installation(site, id)
        .body("data.status", equalTo("INSTALLED"))
        .body("data.supersededBy", nullValue());
    act(site, id, "retry").statusCode(409).body("type", equalTo("/problems/nothing-to-retry"));
    var again =
        act(site, next, "retry")
            .statusCode(202)
            .body("data.previousInstallationId", equalTo(id))
            .extract()
            .<String>path("data.id");
    agent.reconcile();
    installation(site, again).body("data.status", equalTo("INSTALLED"));
    installation(site, next).body("data.status", equalTo("UNINSTALLED"));
  }

  @Test
  @Tag("SEED-38")
  void an_upgrade_goes_up_and_is_the_same_plugin() {
    var first = Registry.approve(Draft.of(plugin, "1.1.0"));
    var lower = Registry.approve(Draft.of(plugin, "1.0.0"));
    var other = Registry.approve(Draft.of(unique("other"), "2.0.0"));
    var id = installed(first, Map.of());

    upgrade(id, lower, Map.of()).statusCode(422).body("type", equalTo("/problems/not-an-upgrade"));
    upgrade(id, first, Map.of()).statusCode(422).body("type", equalTo("/problems/not-an-upgrade"));
    upgrade(id, other, Map.of()).statusCode(422).body("type", equalTo("/problems/not-an-upgrade"));
    upgrade(id, UUID.randomUUID(), Map.of()).statusCode(404);
    as(Tokens.siteAdmin("elsewhere"))
        .body(Map.of("packageId", lower))
        .post("/api/v1/admin/plugins/" + id + "/upgrade")
        .then()
        .statusCode(404);
  }

  @Test
  void dependents_have_to_agree_and_a_preview_says_what_becomes_of_the_configuration() {
    var needing = unique("needing");
    var first = Registry.approve(Draft.of(plugin, "1.0.0").configuredBy(Map.of("url", LIMIT)));
    var minor = Registry.approve(Draft.of(plugin, "1.1.0").configuredBy(Map.of("address", URL)));
    var major = Registry.approve(Draft.of(plugin, "2.0.0"));
    installed(first, Map.of());
    installed(
        Registry.approve(Draft.of(needing, "1.0.0").needing(Map.of(plugin, "^1.0.0"))), Map.of());
    var id =
        agent.document().plugins().stream()
            .filter(it -> it.pluginId().equals(plugin))
            .findFirst()
            .orElseThrow()
            .installationId()
            .toString();

    upgrade(id, major, Map.of())
        .statusCode(422)
        .body("type", equalTo("/problems/dependencies-unsatisfiable"))
        .body("detail", containsString(needing));
    upgrade(id, minor, Map.of("dryRun", true))
        .statusCode(200)
        .body("data.steps[0].action", equalTo("UPGRADE"))
        .body("data.steps[0].from", equalTo("1.0.0"))
        .body("data.configurationChanges.'%s'.risk".formatted(plugin), equalTo("BREAKING"))
        .body(
            "data.configurationChanges.'%s'.differences.property".formatted(plugin),
            hasItems("url", "address"));
    upgrade(id, minor, Map.of())
        .statusCode(422)
        .body("errors.field", equalTo(List.of("configuration.address")));
    assertThat(agent.actions()).containsOnlyKeys(plugin, needing);
  }

  @Test
  void an_upgrade_arrives_though_the_earlier_version_is_revoked_at_a_deadline_meanwhile() {
    var draft = Draft.of(plugin, "1.0.0");
    var first = Registry.approve(draft);
    var second = Registry.approve(Draft.of(plugin, "2.0.0"));
    var id = installed(first, Map.of());
    act(site, id, "activate");
    agent.reconcile();
    var next = upgrade(id, second, Map.of()).statusCode(202).extract().<String>path("data.id");

    var soon = Instant.now().plusSeconds(1);
    Registry.revoke(first, draft, "leaks", 3, new Revocation(RevocationMode.DEADLINE, soon));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> installation(site, id).body("data.desiredStatus", equalTo("UNINSTALLED")));
    agent.reconcile().statusCode(200);

    installation(site, next).body("data.status", equalTo("ACTIVE"));
    installation(site, id).body("data.status", equalTo("UNINSTALLED"));
  }

  @Test
  void a_rollback_goes_back_to_a_version_that_was_deprecated_since() {
    var draft = Draft.of(plugin, "1.0.0");
    var first = Registry.approve(draft);
    var second = Registry.approve(Draft.of(plugin, "2.0.0"));
    var id = installed(first, Map.of());
    upgrade(id, second, Map.of()).statusCode(202);
    agent.reconcile();
    Registry.say(first, draft, PackageStatus.DEPRECATED, 3, null);
    var other = Rest.activeSite();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                install(other, first, Map.of("dryRun", true))
                    .body("type", equalTo("/problems/package-not-approved")));

    TestKafka.message(Topic.COMMANDS.topicName(), site, rollback(second));

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(agent.document().plugins())
                    .extracting(it -> it.packageRef().packageId())
                    .containsExactly(first));
  }

  private DeploymentCommand rollback(UUID from) {
    return new DeploymentCommand(
        UUID.randomUUID(),
        UUID.randomUUID(),
        site,
        DeploymentType.ROLLBACK,
        from,
        plugin,
        Map.of(),
        false,
        "it@example.com",
        null,
        false,
        null,
        Instant.now());
  }

  @Test
  void a_dependency_that_the_new_version_needs_comes_along_and_runs() {
    var lib = unique("lib");
    Registry.approve(Draft.of(lib, "1.0.0"));
    var first = Registry.approve(Draft.of(plugin, "1.0.0"));
    var second = Registry.approve(Draft.of(plugin, "1.1.0").needing(Map.of(lib, "^1.0.0")));
    var third = Registry.approve(Draft.of(plugin, "1.2.0"));
    var id = installed(first, Map.of());
    act(site, id, "activate");
    agent.reconcile();

    var next = upgrade(id, second, Map.of()).extract().<String>path("data.id");

    assertThat(agent.actions())
        .containsEntry(lib, Action.ACTIVE)
        .containsEntry(plugin, Action.ACTIVE);
    agent.reconcile();
    upgrade(next, third, Map.of()).statusCode(202);
    assertThat(agent.actions()).containsOnlyKeys(plugin);
  }

  @Test
  @Tag("REST-14")
  void a_configuration_can_be_changed_and_one_that_does_not_work_is_taken_back() {
    var packageId =
        Registry.approve(
            Draft.of(plugin, "1.0.0").configuredBy(Map.of("url", URL, "limit", LIMIT)));
    var id = installed(packageId, Map.of("configuration", Map.of("url", "https://x", "limit", 1)));

    configure(id, Map.of("limit", 7))
        .statusCode(422)
        .body("errors.field", equalTo(List.of("configuration.url")));
    configure(id, Map.of("url", "https://y"))
        .statusCode(202)
        .body("data.configuration.limit", equalTo(5));
    assertThat(agent.document().plugins().get(0).configuration()).containsEntry("url", "https://y");
    agent.fail(plugin, "activate", "cannot reach https://y");
    agent.reconcile();

    installation(site, id)
        .body("data.status", equalTo("FAILED"))
        .body("data.configuration.url", equalTo("https://x"));
    act(site, id, "retry").statusCode(202).body("data.configuration.url", equalTo("https://y"));
    agent.reconcile();
    installation(site, id).body("data.status", equalTo("INSTALLED"));
    as(Tokens.siteAdmin(site))
        .get("/api/v1/admin/plugins/" + id + "/history?limit=200")
        .then()
        .body("data.action", hasItem("installation.configure"));
  }

  @Test
  @Tag("REST-14")
  void a_failed_activation_and_a_failed_installation_can_be_retried() {
    var packageId = Registry.approve(Draft.of(plugin, "1.0.0"));
    var first = install(site, packageId, Map.of()).extract().<String>path("data.id");
    agent.fail(plugin, "download", "no route");
    var id =
        act(site, first, "retry")
            .statusCode(202)
            .body("data.previousInstallationId", equalTo(first))
            .extract()
            .<String>path("data.id");
    agent.reconcile();
    act(site, id, "activate");
    agent.fail(plugin, "activate", "port taken");

    act(site, id, "retry").statusCode(202).body("data.desiredStatus", equalTo("ACTIVE"));
    agent.reconcile();

    installation(site, id).body("data.status", equalTo("ACTIVE")).body("data.error", nullValue());
  }

  private String installed(UUID packageId, Map<String, ?> more) {
    var id = install(site, packageId, more).statusCode(202).extract().<String>path("data.id");
    agent.reconcile().statusCode(200);
    return id;
  }

  private ValidatableResponse upgrade(String id, UUID packageId, Map<String, ?> more) {
    var body = new HashMap<String, Object>(more);
    body.put("packageId", packageId);
    return as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .body(body)
        .post("/api/v1/admin/plugins/" + id + "/upgrade")
        .then();
  }

  private ValidatableResponse configure(String id, Map<String, ?> configuration) {
    return as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .body(Map.of("configuration", configuration))
        .put("/api/v1/admin/plugins/" + id + "/configuration")
        .then();
  }

  private static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
