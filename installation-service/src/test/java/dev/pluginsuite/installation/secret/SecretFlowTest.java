package dev.pluginsuite.installation.secret;

import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.Commands;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.LogCapture;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import dev.pluginsuite.installation.testing.SecretKeysFile;
import dev.pluginsuite.installation.testing.Tables;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class SecretFlowTest {
  private static final String PLANTED = "planted-7f3a";
  private static final Map<String, ConfigurationProperty> PROPERTIES =
      Map.of(
          "password",
          new ConfigurationProperty("string", false, null, true, null),
          "line",
          new ConfigurationProperty("number", false, null, false, null));

  @Inject AgroalDataSource database;

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  private static ValidatableResponse secrets(String site, String token) {
    return as(token).get("/api/v1/sites/{site}/secrets", site).then();
  }

  @Test
  void a_secret_reaches_its_site_and_nothing_else() throws Exception {
    var packageId = Registry.approve(Draft.of("secretive", "1.0.0").configuredBy(PROPERTIES));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    try (var log = new LogCapture()) {
      var installed =
          as(Tokens.siteAdmin(site))
              .header("Prefer", "respond-async")
              .header("Idempotency-Key", "planted")
              .body(Map.of("packageId", packageId, "configuration", Map.of("password", PLANTED)))
              .post("/api/v1/admin/plugins/install")
              .then()
              .statusCode(202)
              .body("data.configuration.password", equalTo("********"))
              .body(not(containsString(PLANTED)));
      var wrong = Map.of("configuration", Map.of("password", List.of(PLANTED), "line", PLANTED));
      install(Rest.activeSite(), packageId, wrong)
          .statusCode(422)
          .body(not(containsString(PLANTED)));

      secrets(site, Tokens.siteAgent(site))
          .statusCode(200)
          .header("Cache-Control", "no-store")
          .body("data.secrets.value", equalTo(List.of(PLANTED)));

      var ref = agent.document().plugins().get(0).secretRefs().get(0);
      assertThat(ref.name()).isEqualTo("password");
      agent.reconcile().statusCode(200);
      installation(site, installed.extract().path("data.id"))
          .body("data.status", equalTo("INSTALLED"))
          .body(not(containsString(PLANTED)));
      assertThat(new Tables(database).holding(ref.ref().toString()))
          .contains("installation_secrets", "plugin_installations");
      assertThat(new Tables(database).holding(PLANTED)).isEmpty();
      for (var topic :
          List.of(
              Topic.desiredStateOf(site),
              Topic.INSTALLATIONS.topicName(),
              Topic.SITES.topicName())) {
        assertThat(TestKafka.records(topic))
            .isNotEmpty()
            .noneMatch(it -> it.toString().contains(PLANTED));
      }
      assertThat(log.text()).doesNotContain(PLANTED);
    }
  }

  @Test
  void a_secret_stays_until_another_is_given_and_comes_back_when_that_one_does_not_work() {
    var draft = Draft.of("secret-life", "1.0.0").configuredBy(PROPERTIES);
    var packageId = Registry.approve(draft);
    var next = Registry.approve(Draft.of("secret-life", "1.1.0").configuredBy(PROPERTIES));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id =
        install(site, packageId, Map.of("configuration", Map.of("password", "first")))
            .extract()
            .<String>path("data.id");
    agent.reconcile();

    change(site, id, "configuration", Map.of("configuration", Map.of("line", 7)));
    secrets(site, Tokens.siteAgent(site)).body("data.secrets.value", equalTo(List.of("first")));
    agent.reconcile();
    change(site, id, "configuration", Map.of("configuration", Map.of("password", "second")));
    secrets(site, Tokens.siteAgent(site))
        .body("data.secrets.value", equalTo(List.of("second")))
        .body("data.secrets.revision", equalTo(List.of(2)));
    agent.fail("secret-life", "activate", "wrong password");
    secrets(site, Tokens.siteAgent(site)).body("data.secrets.value", equalTo(List.of("first")));
    agent.reconcile();
    Rest.act(site, id, "retry").statusCode(202);
    secrets(site, Tokens.siteAgent(site)).body("data.secrets.value", equalTo(List.of("second")));
    agent.reconcile();
    change(site, id, "upgrade", Map.of("packageId", next));
    secrets(site, Tokens.siteAgent(site)).body("data.secrets.value", equalTo(List.of("second")));
  }

  private static ValidatableResponse change(
      String site, String id, String what, Map<String, ?> body) {
    var request = as(Tokens.siteAdmin(site)).header("Prefer", "respond-async").body(body);
    var path = "/api/v1/admin/plugins/" + id + "/" + what;
    var answer = what.equals("upgrade") ? request.post(path) : request.put(path);
    return answer.then().statusCode(202);
  }

  @Test
  @Tag("REST-15")
  void nobody_but_the_sites_own_agent_gets_them() {
    var site = Rest.activeSite();

    secrets(site, Tokens.siteAgent(site)).statusCode(200).body("data.secrets", empty());
    secrets(site, Tokens.siteAgent("other")).statusCode(404);
    secrets(site, Tokens.of("star", List.of("site-agent"), List.of("*"))).statusCode(404);
    secrets(site, Tokens.siteAdmin(site)).statusCode(403);
    secrets(site, Tokens.centralIt()).statusCode(403);
  }

  @Test
  void they_go_with_the_plugin() throws Exception {
    var packageId = Registry.approve(Draft.of("secret-gone", "1.0.0").configuredBy(PROPERTIES));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id =
        install(site, packageId, Map.of("configuration", Map.of("password", "x")))
            .extract()
            .<String>path("data.id");
    agent.reconcile();

    remove(site, id);

    secrets(site, Tokens.siteAgent(site)).body("data.secrets", empty());
    agent.reconcile();
    awaitNoneLeft(site);
  }

  @Test
  void those_of_an_earlier_version_go_with_the_later_one() throws Exception {
    var packageId = Registry.approve(Draft.of("secret-past", "1.0.0").configuredBy(PROPERTIES));
    var next = Registry.approve(Draft.of("secret-past", "1.1.0").configuredBy(PROPERTIES));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id =
        install(site, packageId, Map.of("configuration", Map.of("password", "x")))
            .extract()
            .<String>path("data.id");
    agent.reconcile();
    var upgraded =
        change(site, id, "upgrade", Map.of("packageId", next)).extract().<String>path("data.id");
    agent.reconcile();

    remove(site, upgraded);
    agent.reconcile();

    awaitNoneLeft(site);
  }

  private static void remove(String site, String id) {
    as(Tokens.siteAdmin(site))
        .header("Prefer", "respond-async")
        .delete("/api/v1/admin/plugins/" + id)
        .then()
        .statusCode(202);
  }

  private void awaitNoneLeft(String site) {
    var left = "select count(*)::text from installation_secrets where site_id = '%s'";
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> new Tables(database).text(left.formatted(site)).equals("0"));
  }

  @Test
  void after_a_rotation_the_new_key_seals_what_the_old_one_sealed() throws Exception {
    var packageId = Registry.approve(Draft.of("secret-rotated", "1.0.0").configuredBy(PROPERTIES));
    var site = Rest.activeSite();
    install(site, packageId, Map.of("configuration", Map.of("password", "x"))).statusCode(202);
    var tables = new Tables(database);
    var keyId = "select key_id from installation_secrets where site_id = '%s'".formatted(site);
    var current = tables.text(keyId);
    var ref = new Agent(site).document().plugins().get(0).secretRefs().get(0);
    var old = sealedBefore(site, ref);

    tables.change(
        "update installation_secrets set key_id = ?, sealed = ? where id = cast(? as uuid)",
        old.keyId,
        old.sealed,
        ref.ref().toString());

    secrets(site, Tokens.siteAgent(site)).body("data.secrets.value", hasItem("from before"));
    await().atMost(Duration.ofSeconds(60)).until(() -> tables.text(keyId).equals(current));
    secrets(site, Tokens.siteAgent(site)).body("data.secrets.value", hasItem("from before"));
  }

  private static Secret sealedBefore(String site, SecretRef ref) {
    return new Secret(site, "secret-rotated", ref, Instant.EPOCH)
        .seal("\"from before\"".getBytes(UTF_8), SecretKeysFile.beforeRotation());
  }

  @Test
  void a_deployment_may_not_set_them() {
    var packageId = Registry.approve(Draft.of("secret-deployed", "1.0.0").configuredBy(PROPERTIES));
    var command = command(Rest.activeSite(), packageId);

    TestKafka.message(Topic.COMMANDS.topicName(), command.siteId(), command);

    var refused =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> TestKafka.said(Topic.OUTCOMES.topicName(), command.commandId()),
                it -> !it.isEmpty());
    assertThat(refused.get(0).path("kind").asText()).isEqualTo("REFUSED");
    assertThat(refused.toString())
        .contains("configuration.password")
        .doesNotContain("deployed-secret");
  }

  private static DeploymentCommand command(String site, UUID packageId) {
    return Commands.of(
        site,
        DeploymentType.INSTALL,
        packageId,
        "secret-deployed",
        Map.of("password", "deployed-secret"));
  }
}
