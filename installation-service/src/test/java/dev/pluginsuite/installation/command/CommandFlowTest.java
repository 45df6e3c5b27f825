package dev.pluginsuite.installation.command;

import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentType;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
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
class CommandFlowTest {
  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  @Tag("SEED-54")
  void an_install_is_accepted_and_succeeds_when_the_site_says_so() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var command =
        command(
            site,
            DeploymentType.INSTALL,
            Registry.approve(Draft.of("deployed", "1.0.0")),
            "deployed");

    say(command);
    answered(command, "ACCEPTED");
    assertThat(agent.actions()).containsEntry("deployed", Action.ACTIVE);
    agent.reconcile();

    answered(command, "ACCEPTED", "SUCCEEDED");
    say(command);
    answered(command, "ACCEPTED", "SUCCEEDED", "ACCEPTED", "SUCCEEDED");
    assertThat(said(command).stream().map(it -> it.path("eventId").asText()).distinct()).hasSize(2);
  }

  @Test
  void what_is_already_so_succeeds_at_once() {
    var site = Rest.activeSite();
    var packageId = Registry.approve(Draft.of("deployed-twice", "1.0.0"));
    var first = command(site, DeploymentType.INSTALL, packageId, "deployed-twice");
    say(first);
    answered(first, "ACCEPTED");
    new Agent(site).reconcile();
    var second = command(site, DeploymentType.INSTALL, packageId, "deployed-twice");
    var absent = command(site, DeploymentType.UNINSTALL, packageId, "never-there");

    say(second);
    say(absent);

    answered(second, "ACCEPTED", "SUCCEEDED");
    answered(absent, "ACCEPTED", "SUCCEEDED");
  }

  @Test
  void a_failure_at_the_site_fails_the_command() {
    var site = Rest.activeSite();
    var command =
        command(
            site,
            DeploymentType.INSTALL,
            Registry.approve(Draft.of("deployed-badly", "1.0.0")),
            "deployed-badly");
    say(command);
    answered(command, "ACCEPTED");

    new Agent(site).fail("deployed-badly", "activate", "the MES says no").statusCode(200);

    answered(command, "ACCEPTED", "FAILED");
    var problem = said(command).get(1).path("problem");
    assertThat(problem.path("type").asText()).isEqualTo("/problems/installation-failed");
    assertThat(problem.path("detail").asText()).contains("the MES says no");
  }

  @Test
  void a_command_that_somebody_overrules_fails_as_superseded() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var command =
        command(
            site,
            DeploymentType.INSTALL,
            Registry.approve(Draft.of("overruled", "1.0.0")),
            "overruled");
    say(command);
    answered(command, "ACCEPTED");

    act(site, said(command).get(0).path("installationId").asText(), "deactivate").statusCode(202);
    agent.reconcile();

    answered(command, "ACCEPTED", "FAILED");
    assertThat(said(command).get(1).path("problem").path("type").asText())
        .isEqualTo("/problems/superseded");
  }

  @Test
  @Tag("SEED-54")
  void an_uninstall_removes_it() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var packageId = Registry.approve(Draft.of("undeployed", "1.0.0"));
    var install = command(site, DeploymentType.INSTALL, packageId, "undeployed");
    say(install);
    answered(install, "ACCEPTED");
    agent.reconcile();
    var uninstall = command(site, DeploymentType.UNINSTALL, packageId, "undeployed");

    say(uninstall);
    answered(uninstall, "ACCEPTED");
    agent.reconcile();

    answered(uninstall, "ACCEPTED", "SUCCEEDED");
    as(Tokens.centralIt())
        .get("/api/v1/admin/plugins/installed?siteId=" + site)
        .then()
        .body("data", org.hamcrest.Matchers.empty());
  }

  @Test
  void an_uninstall_of_what_is_being_removed_waits_for_the_site() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var packageId = Registry.approve(Draft.of("leaving", "1.0.0"));
    var install = command(site, DeploymentType.INSTALL, packageId, "leaving");
    say(install);
    answered(install, "ACCEPTED");
    agent.reconcile();
    var first = command(site, DeploymentType.UNINSTALL, packageId, "leaving");
    var second = command(site, DeploymentType.UNINSTALL, packageId, "leaving");
    say(first);
    answered(first, "ACCEPTED");

    say(second);

    answered(second, "ACCEPTED");
    agent.reconcile();
    answered(first, "ACCEPTED", "SUCCEEDED");
    answered(second, "ACCEPTED", "SUCCEEDED");
  }

  @Test
  void a_command_may_overtake_its_package() {
    var site = Rest.activeSite();
    var packageId = UUID.randomUUID();
    var command = command(site, DeploymentType.INSTALL, packageId, "overtaken");

    Registry.say(
        packageId,
        Draft.of("overtaken", "1.0.0"),
        dev.pluginsuite.api.registry.PackageStatus.APPROVED,
        2,
        null);
    say(command);

    answered(command, "ACCEPTED");
  }

  @Test
  void refusals_are_answers() {
    var site = Rest.activeSite();
    var unknownSite = command("nowhere", DeploymentType.INSTALL, UUID.randomUUID(), "x");
    var unknownPackage = command(site, DeploymentType.INSTALL, UUID.randomUUID(), "x");
    var upgrade = command(site, DeploymentType.UPGRADE, UUID.randomUUID(), "x");

    List.of(unknownSite, unknownPackage, upgrade).forEach(CommandFlowTest::say);

    refused(unknownSite, "site-not-found");
    refused(unknownPackage, "package-not-found");
    refused(upgrade, "no-earlier-version");
  }

  @Test
  @Tag("SEED-54")
  void a_site_is_upgraded_and_goes_back_to_what_it_had_with_its_configuration() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var plugin = "back-" + UUID.randomUUID();
    var limit = Map.of("limit", new ConfigurationProperty("number", false, 5, false, null));
    var first = Registry.approve(Draft.of(plugin, "1.0.0").configuredBy(limit));
    var second = Registry.approve(Draft.of(plugin, "2.0.0").configuredBy(limit));
    var earlier =
        Rest.install(site, first, Map.of("configuration", Map.of("limit", 1)))
            .extract()
            .<String>path("data.id");
    agent.reconcile();
    var upgrade = command(site, DeploymentType.UPGRADE, second, plugin, Map.of("limit", 2));
    say(upgrade);
    answered(upgrade, "ACCEPTED");
    assertThat(agent.document().plugins().get(0).configuration()).containsEntry("limit", 2);
    agent.reconcile();
    answered(upgrade, "ACCEPTED", "SUCCEEDED");

    var back = command(site, DeploymentType.ROLLBACK, second, plugin);
    say(back);
    answered(back, "ACCEPTED");
    agent.reconcile();

    answered(back, "ACCEPTED", "SUCCEEDED");
    var there = agent.document().plugins().get(0);
    assertThat(there.packageRef().packageId()).isEqualTo(first);
    assertThat(there.configuration()).containsEntry("limit", 1);
    assertThat(there.installationId()).isNotEqualTo(UUID.fromString(earlier));
  }

  @Test
  void a_site_without_an_earlier_version_or_with_a_revoked_one_cannot_go_back() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var plugin = "stay-" + UUID.randomUUID();
    var draft = Draft.of(plugin, "1.0.0");
    var first = Registry.approve(draft);
    var second = Registry.approve(Draft.of(plugin, "2.0.0"));
    Rest.install(site, first, Map.of()).statusCode(202);
    agent.reconcile();
    var tooEarly = command(site, DeploymentType.ROLLBACK, first, plugin);
    say(tooEarly);
    refused(tooEarly, "no-earlier-version");
    var upgrade = command(site, DeploymentType.UPGRADE, second, plugin);
    say(upgrade);
    answered(upgrade, "ACCEPTED");
    agent.reconcile();
    answered(upgrade, "ACCEPTED", "SUCCEEDED");
    Registry.revoke(first, draft, "CVE");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                Rest.install(site, first, Map.of("dryRun", true))
                    .body("type", equalTo("/problems/package-revoked")));
    var back = command(site, DeploymentType.ROLLBACK, second, plugin);
    say(back);

    refused(back, "package-revoked");
  }

  @Test
  void what_is_withdrawn_leaves_the_site_as_it_was() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var plugin = "recalled-" + UUID.randomUUID();
    var first = Registry.approve(Draft.of(plugin, "1.0.0"));
    var second = Registry.approve(Draft.of(plugin, "2.0.0"));
    Rest.install(site, first, Map.of()).statusCode(202);
    agent.reconcile();
    var upgrade = command(site, DeploymentType.UPGRADE, second, plugin);
    say(upgrade);
    answered(upgrade, "ACCEPTED");
    var id = said(upgrade).get(0).path("installationId").asText();

    say(withdrawn(upgrade));
    answered(upgrade, "ACCEPTED", "WITHDRAWN");

    assertThat(agent.document().plugins())
        .extracting(it -> it.packageRef().packageId())
        .containsExactly(first);
    as(Tokens.centralIt())
        .get("/api/v1/admin/installation/audit?subjectId=" + id)
        .then()
        .statusCode(200)
        .body("data[0].action", equalTo("installation.take-back"))
        .body("data[0].actor", equalTo("it@example.com"));
    agent.reconcile();
    say(withdrawn(upgrade));
    say(upgrade);
    answered(upgrade, "ACCEPTED", "WITHDRAWN", "ACCEPTED", "WITHDRAWN", "ACCEPTED", "WITHDRAWN");
  }

  @Test
  void what_is_withdrawn_before_it_comes_is_never_done() {
    var site = Rest.activeSite();
    var packageId = Registry.approve(Draft.of("never-done", "1.0.0"));
    var command = command(site, DeploymentType.INSTALL, packageId, "never-done");

    say(withdrawn(command));
    say(command);

    answered(command, "WITHDRAWN", "WITHDRAWN");
    assertThat(new Agent(site).actions()).isEmpty();
  }

  @Test
  void what_is_done_is_not_withdrawn() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var packageId = Registry.approve(Draft.of("done-before", "1.0.0"));
    var command = command(site, DeploymentType.INSTALL, packageId, "done-before");
    say(command);
    answered(command, "ACCEPTED");
    agent.reconcile();
    answered(command, "ACCEPTED", "SUCCEEDED");

    say(withdrawn(command));

    answered(command, "ACCEPTED", "SUCCEEDED", "ACCEPTED", "SUCCEEDED");
    assertThat(agent.actions()).containsEntry("done-before", Action.ACTIVE);
  }

  @Test
  void what_somebody_has_changed_since_is_not_withdrawn_and_ends_by_itself() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var packageId = Registry.approve(Draft.of("gone-on", "1.0.0"));
    var above = Registry.approve(Draft.of("above", "1.0.0").needing(Map.of("gone-on", "*")));
    var command = command(site, DeploymentType.INSTALL, packageId, "gone-on");
    say(command);
    answered(command, "ACCEPTED");
    Rest.install(site, above, Map.of()).statusCode(202);

    say(withdrawn(command));

    answered(command, "ACCEPTED", "ACCEPTED");
    agent.reconcile();
    answered(command, "ACCEPTED", "ACCEPTED", "SUCCEEDED");
  }

  @Test
  void a_command_that_comes_when_the_window_has_closed_is_refused() {
    var site = Rest.activeSite();
    var packageId = Registry.approve(Draft.of("too-late", "1.0.0"));
    var it = command(site, DeploymentType.INSTALL, packageId, "too-late");
    var late =
        new DeploymentCommand(
            it.commandId(),
            it.deploymentId(),
            it.siteId(),
            it.action(),
            it.packageId(),
            it.pluginId(),
            Map.of(),
            true,
            it.requestedBy(),
            null,
            false,
            Instant.now().minusSeconds(1),
            Instant.now());

    say(late);

    refused(late, "window-closed");
    assertThat(new Agent(site).actions()).isEmpty();
  }

  private static DeploymentCommand withdrawn(DeploymentCommand it) {
    return new DeploymentCommand(
        it.commandId(),
        it.deploymentId(),
        it.siteId(),
        it.action(),
        it.packageId(),
        it.pluginId(),
        Map.of(),
        it.activate(),
        it.requestedBy(),
        null,
        true,
        null,
        Instant.now());
  }

  private static void refused(DeploymentCommand command, String slug) {
    answered(command, "REFUSED");
    assertThat(said(command).get(0).path("problem").path("type").asText())
        .isEqualTo("/problems/" + slug);
  }

  private static void answered(DeploymentCommand command, String... kinds) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(said(command))
                    .extracting(it -> it.path("kind").asText())
                    .containsExactly(kinds));
  }

  private static List<JsonNode> said(DeploymentCommand command) {
    return TestKafka.said(Topic.OUTCOMES.topicName(), command.commandId());
  }

  private static void say(DeploymentCommand command) {
    TestKafka.message(Topic.COMMANDS.topicName(), command.siteId(), command);
  }

  private static DeploymentCommand command(
      String site, DeploymentType action, UUID packageId, String pluginId) {
    return command(site, action, packageId, pluginId, Map.of());
  }

  private static DeploymentCommand command(
      String site,
      DeploymentType action,
      UUID packageId,
      String pluginId,
      Map<String, Object> configuration) {
    return Commands.of(site, action, packageId, pluginId, configuration);
  }
}
