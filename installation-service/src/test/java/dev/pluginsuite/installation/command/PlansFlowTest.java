package dev.pluginsuite.installation.command;

import static dev.pluginsuite.installation.testing.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.Commands;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told beforehand is what a command then does, and telling it changes nothing. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
@SuppressWarnings("NullAway.Init")
class PlansFlowTest {
  private static final String PLANS = "/api/v1/admin/plugins/plans";

  @Inject DataSource database;

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  void each_site_is_told_what_the_command_then_does() {
    Registry.approve(Draft.of("plan-base", "1.0.0"));
    var old = Registry.approve(Draft.of("plan-top", "1.0.0"));
    var top =
        Registry.approve(Draft.of("plan-top", "1.1.0").needing(Map.of("plan-base", "^1.0.0")));
    var fresh = Rest.activeSite();
    var other = Rest.activeSite();
    install(other, old);
    var all = List.of(fresh, "never-heard-of", other);
    var before = documents(fresh);

    plans(Tokens.centralIt(), top, "INSTALL", all)
        .statusCode(200)
        .body("data.siteId", contains(all.stream().sorted().toArray()))
        .body(of(fresh) + "effect", equalTo("CHANGE"))
        .body(of(fresh) + "plan.steps.pluginId", contains("plan-base", "plan-top"))
        .body(of(fresh) + "plan.steps.action", contains("INSTALL", "INSTALL"))
        .body(of(fresh) + "plan.planHash", notNullValue())
        .body(of(fresh) + "problem", nullValue())
        .body(of(other) + "effect", equalTo("REFUSED"))
        .body(of(other) + "problem.type", endsWith("already-installed"))
        .body(of("never-heard-of") + "problem.type", endsWith("site-not-found"));
    plans(Tokens.centralIt(), top, "UPGRADE", all)
        .body(of(other) + "effect", equalTo("CHANGE"))
        .body(of(other) + "plan.steps.action", contains("INSTALL", "UPGRADE"))
        .body(of(other) + "plan.steps.to", contains("1.0.0", "1.1.0"))
        .body(of(fresh) + "problem.type", endsWith("no-earlier-version"));

    assertThat(documents(fresh)).isEqualTo(before);
    installed(fresh).body("data", empty());
    installed(other).body("data", hasSize(1));
    var command = command(fresh, DeploymentType.INSTALL, top, "plan-top");
    assertThat(answer(command)).isEqualTo("ACCEPTED");
    assertThat(new Agent(fresh).actions().keySet()).isEqualTo(Set.of("plan-base", "plan-top"));
    plans(Tokens.centralIt(), top, "INSTALL", List.of(fresh))
        .body("data.effect", contains("NOTHING"))
        .body("data[0].plan", nullValue());
  }

  @Test
  void a_licence_that_is_missing_is_told_as_it_would_be_refused() {
    var packageId = Registry.approve(Draft.of("plan-paid", "1.0.0").licensed(LicenseType.SITE));
    var site = Rest.activeSite();

    plans(Tokens.siteAdmin(site), packageId, "INSTALL", List.of(site))
        .statusCode(200)
        .body("data[0].effect", equalTo("REFUSED"))
        .body("data[0].problem.type", endsWith("license-required"));

    var command = command(site, DeploymentType.INSTALL, packageId, "plan-paid");
    assertThat(answer(command)).isEqualTo("REFUSED");
  }

  /** Each question holds a connection, and there are few. */
  @Test
  void who_is_at_work_at_the_site_is_not_waited_for_without_end() throws SQLException {
    var id = Registry.approve(Draft.of("plan-busy", "1.0.0"));
    var site = Rest.activeSite();
    try (var other = database.getConnection();
        var lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("lock table sites in exclusive mode");

      plans(Tokens.centralIt(), id, "INSTALL", List.of(site))
          .statusCode(503)
          .body("type", endsWith("unavailable"));

      other.rollback();
    }
    plans(Tokens.centralIt(), id, "INSTALL", List.of(site))
        .body("data[0].effect", equalTo("CHANGE"));
  }

  @Test
  void what_others_need_is_not_removed() {
    var base = Registry.approve(Draft.of("plan-needed", "1.0.0"));
    var site = Rest.activeSite();
    install(
        site,
        Registry.approve(Draft.of("plan-needing", "1.0.0").needing(Map.of("plan-needed", "*"))));
    new Agent(site).reconcile();

    plans(Tokens.centralIt(), base, "UNINSTALL", List.of(site))
        .body("data[0].effect", equalTo("REFUSED"))
        .body("data[0].problem.type", endsWith("needed-by-others"));

    installed(site).body("data", hasSize(2));
  }

  @Test
  void pages_follow_each_other_and_sites_out_of_scope_are_not_told_of() {
    var packageId = Registry.approve(Draft.of("plan-paged", "1.0.0"));
    var sites = List.of(Rest.activeSite(), Rest.activeSite());
    String cursor =
        ask(Tokens.centralIt(), packageId, "INSTALL", sites, "?limit=1")
            .body("data", hasSize(1))
            .extract()
            .path("pagination.cursor");

    ask(Tokens.centralIt(), packageId, "INSTALL", sites, "?limit=1&cursor=" + cursor)
        .body("data.siteId", contains(sites.stream().sorted().skip(1).toArray()))
        .body("pagination.cursor", nullValue());

    plans(Tokens.siteAdmin(sites.get(0)), packageId, "INSTALL", sites).statusCode(404);
    plans(Tokens.auditor(), packageId, "INSTALL", sites).statusCode(403);
    plans(Tokens.centralIt(), packageId, "INSTALL", List.of()).statusCode(400);
    plans(Tokens.centralIt(), UUID.randomUUID(), "INSTALL", sites).statusCode(404);
  }

  private static String of(String site) {
    return "data.find { it.siteId == '%s' }.".formatted(site);
  }

  private static ValidatableResponse plans(
      String token, UUID packageId, String type, List<String> sites) {
    return ask(token, packageId, type, sites, "");
  }

  private static ValidatableResponse ask(
      String token, UUID packageId, String type, List<String> sites, String query) {
    var body = new HashMap<String, Object>();
    body.put("packageId", packageId);
    body.put("deploymentType", type);
    body.put("siteIds", sites);
    return as(token).body(body).post(PLANS + query).then();
  }

  private static void install(String site, UUID packageId) {
    Rest.install(site, packageId, Map.of()).statusCode(202);
    new Agent(site).reconcile();
  }

  private static int documents(String site) {
    return TestKafka.said(Topic.desiredStateOf(site), site).size();
  }

  private static ValidatableResponse installed(String site) {
    return as(Tokens.siteAdmin(site)).get("/api/v1/admin/plugins/installed").then().statusCode(200);
  }

  private static DeploymentCommand command(
      String site, DeploymentType action, UUID packageId, String pluginId) {
    return Commands.of(site, action, packageId, pluginId, Map.of());
  }

  /** How it is answered first. */
  private static String answer(DeploymentCommand command) {
    TestKafka.message(Topic.COMMANDS.topicName(), command.siteId(), command);
    var topic = Topic.OUTCOMES.topicName();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !TestKafka.said(topic, command.commandId()).isEmpty());
    return TestKafka.said(topic, command.commandId()).get(0).path("kind").asText();
  }
}
