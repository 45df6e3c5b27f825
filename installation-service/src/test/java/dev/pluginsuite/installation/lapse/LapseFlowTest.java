package dev.pluginsuite.installation.lapse;

import static dev.pluginsuite.installation.testing.Licences.issue;
import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.activeSite;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Licences.Issued;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Tables;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Licences that pass; the tests move their dates. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class LapseFlowTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Inject AgroalDataSource database;

  private final String plugin = "lapsing-" + UUID.randomUUID().toString().substring(0, 8);
  private final UUID packageId =
      Registry.approve(Draft.of(plugin, "1.0.0").licensed(LicenseType.SITE));

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  /** As if it had been issued to expire then. */
  private void moveExpiry(Issued licence, String interval) throws SQLException {
    new Tables(database)
        .change(
            "update plugin_licenses set expires_at = now() + cast(? as interval), next_step_at = now() where id = cast(? as uuid)",
            interval,
            licence.id());
  }

  private static void awaitEvents(Issued licence, String... types) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(licence.eventTypes()).containsExactly(types));
  }

  private static void awaitAction(Agent agent, String plugin, Action action) {
    await().atMost(LONG).until(() -> agent.actions().get(plugin) == action);
  }

  @Test
  @Tag("SEED-43")
  void it_is_warned_of_then_there_is_grace_and_then_it_stops() throws Exception {
    var licence = issue(plugin, "ENTERPRISE", Map.of("expiresAt", "2099-01-01T00:00:00Z"));
    var running = new Running();

    moveExpiry(licence, "29 days");
    awaitEvents(licence, "licence.issued", "licence.expiring");
    moveExpiry(licence, "20 hours");
    awaitEvents(licence, "licence.issued", "licence.expiring", "licence.expiring");
    assertThat(licence.events().get(2).path("state").path("warnedDays").asInt()).isEqualTo(1);
    moveExpiry(licence, "-1 hour");
    awaitEvents(
        licence, "licence.issued", "licence.expiring", "licence.expiring", "licence.expired");

    install(activeSite(), packageId, Map.of()).statusCode(422).body("code", equalTo("expired"));
    act(running.site, running.id, "deactivate").statusCode(202);
    running.agent.reconcile();
    act(running.site, running.id, "activate").statusCode(202);
    running.agent.reconcile();

    moveExpiry(licence, "-14 days");
    awaitAction(running.agent, plugin, Action.INSTALLED);
    running.agent.reconcile();
    installation(running.site, running.id)
        .body("data.status", equalTo("INACTIVE"))
        .body("data.stoppedBecause", containsString("time of grace is over"));
    assertThat(licence.eventTypes())
        .containsExactly(
            "licence.issued",
            "licence.expiring",
            "licence.expiring",
            "licence.expired",
            "licence.grace-ended");
    assertThat(licence.seats()).containsExactly(running.site);
    act(running.site, running.id, "activate").statusCode(422).body("code", equalTo("expired"));

    licence.put("extend", Map.of("expiresAt", "2099-01-01T00:00:00Z")).statusCode(200);
    act(running.site, running.id, "activate").statusCode(202);
    running.agent.reconcile();
    installation(running.site, running.id)
        .body("data.status", equalTo("ACTIVE"))
        .body("data.stoppedBecause", nullValue());
  }

  @Test
  @Tag("REST-11")
  void a_revoked_licence_stops_what_runs_under_it_at_once_unless_another_does() throws Exception {
    var licence = issue(plugin, "ENTERPRISE", Map.of());
    var first = new Running();
    var second = new Running();
    var spare = issue(plugin, "SITE", Map.of("siteIds", List.of(second.site)));

    licence.put("revoke", Map.of("reason", "not paid")).statusCode(200);

    awaitAction(first.agent, plugin, Action.INSTALLED);
    await().atMost(LONG).until(() -> spare.seats().equals(List.of(second.site)));
    first.agent.reconcile();
    installation(first.site, first.id)
        .body("data.status", equalTo("INACTIVE"))
        .body("data.stoppedBecause", containsString("was revoked: not paid"));
    second.agent.reconcile();
    installation(second.site, second.id).body("data.status", equalTo("ACTIVE"));
    act(first.site, first.id, "activate").statusCode(422).body("code", equalTo("revoked"));
    assertThat(licence.seats()).containsExactly(first.site);
    assertThat(licence.eventTypes()).containsExactly("licence.issued", "licence.revoked");
    assertThat(
            new Tables(database)
                .text(
                    "select count(*)::text from audit_entry where actor = 'system:licences' and action = 'installation.stop' and subject_id = '%s'"
                        .formatted(first.id)))
        .isEqualTo("1");
  }

  @Test
  void who_needs_it_stops_first_and_a_site_that_cannot_is_told_again() throws Exception {
    var licence = issue(plugin, "ENTERPRISE", Map.of());
    var running = new Running();
    var top = plugin + "-top";
    var topId = Registry.approve(Draft.of(top, "1.0.0").needing(Map.of(plugin, "^1.0.0")));
    var topInstallation =
        install(running.site, topId, Map.of()).statusCode(202).extract().<String>path("data.id");
    running.agent.reconcile();
    act(running.site, topInstallation, "activate").statusCode(202);
    running.agent.reconcile();

    licence.put("revoke", Map.of("reason", "not paid")).statusCode(200);
    awaitAction(running.agent, plugin, Action.INSTALLED);
    assertThat(running.agent.actions()).containsEntry(top, Action.INSTALLED);
    running.agent.fail(plugin, "deactivate", "the MES does not let go").statusCode(200);
    var generation = running.agent.document().siteGeneration();
    new Tables(database)
        .change(
            "update site_tasks set told_at = now() - interval '1 hour' where site_id = ?",
            running.site);

    await().atMost(LONG).until(() -> running.agent.document().siteGeneration() > generation);
    assertThat(running.agent.actions()).containsEntry(plugin, Action.INSTALLED);
    running.agent.reconcile();
    installation(running.site, running.id).body("data.status", equalTo("INACTIVE"));
  }

  /** A site where the plugin is active. */
  private final class Running {
    private final String site = activeSite();
    private final Agent agent = new Agent(site);
    private final String id;

    Running() {
      id = install(site, packageId, Map.of()).statusCode(202).extract().path("data.id");
      agent.reconcile();
      act(site, id, "activate").statusCode(202);
      agent.reconcile();
      installation(site, id).body("data.status", equalTo("ACTIVE"));
    }
  }
}
