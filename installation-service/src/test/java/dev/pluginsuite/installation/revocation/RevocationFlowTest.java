package dev.pluginsuite.installation.revocation;

import static dev.pluginsuite.installation.testing.Rest.act;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.registry.PackageState.Revocation;
import dev.pluginsuite.api.registry.RevocationMode;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import dev.pluginsuite.installation.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class RevocationFlowTest {
  private static final String REASON = "CVE-2026-1234 in its parser";
  private static final Duration LONG = Duration.ofSeconds(30);

  @Inject RevocationService revocations;
  @Inject DataSource database;

  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  @Tag("SEED-70")
  void a_revoked_package_is_stopped_at_every_site_with_those_who_need_it() {
    var bad = Draft.of("bad-parser", "1.0.0");
    var badId = Registry.approve(bad);
    var topId =
        Registry.approve(Draft.of("parser-user", "1.0.0").needing(Map.of("bad-parser", "^1.0.0")));
    var first = new Running(topId);
    var second = new Running(badId);

    Registry.revoke(badId, bad, REASON);

    await()
        .atMost(LONG)
        .until(
            () ->
                !first.agent.actions().containsValue(Action.ACTIVE)
                    && !second.agent.actions().containsValue(Action.ACTIVE));
    progress(badId).body("data.outstandingCount", equalTo(2)).body("data.reason", equalTo(REASON));
    first.agent.reconcile();
    progress(badId).body("data.doneCount", equalTo(1)).body("data.outstandingCount", equalTo(1));
    installation(first.site, first.id)
        .body("data.status", equalTo("INACTIVE"))
        .body("data.stoppedBecause", containsString(REASON));
    act(first.site, first.id, "activate")
        .statusCode(409)
        .body("type", equalTo("/problems/package-revoked"))
        .body("detail", containsString(REASON));
    second.agent.reconcile();
    progress(badId).body("data.outstandingCount", equalTo(0));
  }

  @Test
  void sites_are_stopped_side_by_side_and_each_once() throws SQLException {
    var draft = Draft.of("wide-spread", "1.0.0");
    var packageId = Registry.approve(draft);
    var sites = Stream.generate(() -> new Running(packageId)).limit(12).toList();

    Registry.revoke(packageId, draft, REASON);

    await()
        .atMost(LONG)
        .until(
            () -> sites.stream().noneMatch(it -> it.agent.actions().containsValue(Action.ACTIVE)));
    for (var it : sites) {
      assertThat(withdrawals(it.id)).isEqualTo("1");
    }
  }

  private String withdrawals(String installation) throws SQLException {
    return new Tables(database)
        .text(
            "select count(*) from audit_entry where action = 'installation.withdraw' and subject_id = '%s'"
                .formatted(installation));
  }

  @Test
  @Tag("SEED-71")
  void a_revoked_package_cannot_be_installed() {
    var draft = Draft.of("revoked-early", "1.0.0");
    var packageId = Registry.approve(draft);
    var site = Rest.activeSite();
    Registry.revoke(packageId, draft, REASON);

    // Sites that have it may be told a moment later; who asks now is refused after a look at the
    // topic's end.
    await()
        .atMost(LONG)
        .untilAsserted(() -> install(site, packageId, Map.of("dryRun", true)).statusCode(409));

    install(site, packageId, Map.of())
        .statusCode(409)
        .body("type", equalTo("/problems/package-revoked"))
        .body("detail", containsString(REASON));
  }

  @Test
  void nothing_is_installed_that_needs_a_revoked_plugin() {
    var bad = Draft.of("bad-base", "1.0.0");
    var badId = Registry.approve(bad);
    var running = new Running(badId);
    var topId =
        Registry.approve(Draft.of("base-user", "1.0.0").needing(Map.of("bad-base", "^1.0.0")));
    Registry.revoke(badId, bad, REASON);
    await().atMost(LONG).until(() -> running.agent.actions().get("bad-base") == Action.INSTALLED);
    running.agent.reconcile();

    install(running.site, topId, Map.of())
        .statusCode(409)
        .body("type", equalTo("/problems/package-revoked"))
        .body("detail", containsString(REASON));
  }

  @Test
  @Tag("REST-12")
  void a_site_that_cannot_stop_it_is_outstanding_until_it_can() {
    var draft = Draft.of("sticky", "1.0.0");
    var packageId = Registry.approve(draft);
    var running = new Running(packageId);
    Registry.revoke(packageId, draft, REASON);
    await().atMost(LONG).until(() -> running.agent.actions().get("sticky") == Action.INSTALLED);

    running.agent.fail("sticky", "deactivate", "the MES does not let go").statusCode(200);

    progress(packageId)
        .body("data.outstandingCount", equalTo(1))
        .body("data.sites[0].error", equalTo("the MES does not let go"));
    running.agent.reconcile();
    progress(packageId).body("data.doneCount", equalTo(1));
  }

  @Test
  void what_is_only_told_of_runs_on_until_it_is_given_a_deadline() throws Throwable {
    var draft = Draft.of("told-only", "1.0.0");
    var packageId = Registry.approve(draft);
    var other = Draft.of("stopped-beside", "1.0.0");
    var otherId = Registry.approve(other);
    var running = new Running(packageId);
    running.add(otherId);
    Registry.revoke(packageId, draft, REASON, 3, new Revocation(RevocationMode.NOTIFY, null));
    await().atMost(LONG).untilAsserted(() -> progress(packageId).statusCode(200));

    VertxContextSupport.subscribeAndAwait(revocations::sweep);
    Registry.revoke(otherId, other, REASON);
    await()
        .atMost(LONG)
        .until(() -> running.agent.actions().get("stopped-beside") == Action.INSTALLED);

    // What is due earlier is handled earlier: it would have been stopped by now.
    assertThat(running.agent.actions()).containsEntry("told-only", Action.ACTIVE);
    progress(packageId)
        .body("data.mode", equalTo("NOTIFY"))
        .body("data.notifiedCount", equalTo(1))
        .body("data.outstandingCount", equalTo(0))
        .body("data.sites[0].proof", equalTo("NOTIFIED"));
    install(Rest.activeSite(), packageId, Map.of())
        .statusCode(409)
        .body("type", equalTo("/problems/package-revoked"));

    var deadline = Instant.now().plusSeconds(3);
    var stricter = new Revocation(RevocationMode.DEADLINE, deadline);
    Registry.revoke(packageId, draft, REASON, 4, stricter);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                progress(packageId)
                    .body("data.mode", equalTo("DEADLINE"))
                    .body("data.outstandingCount", equalTo(1)));
    await().atMost(LONG).until(() -> running.agent.actions().get("told-only") == Action.INSTALLED);
    assertThat(Instant.now()).isAfterOrEqualTo(deadline);
    running.agent.reconcile();
    progress(packageId).body("data.doneCount", equalTo(1));
    act(running.site, running.id, "activate")
        .statusCode(409)
        .body("type", equalTo("/problems/package-revoked"));
  }

  @Test
  void who_is_rid_of_it_before_the_deadline_is_done_and_a_stricter_revocation_stops_the_rest() {
    var draft = Draft.of("dated", "1.0.0");
    var packageId = Registry.approve(draft);
    var leaving = new Running(packageId);
    var staying = new Running(packageId);
    var nextMonth = Instant.now().plus(Duration.ofDays(30));
    Registry.revoke(
        packageId, draft, REASON, 3, new Revocation(RevocationMode.DEADLINE, nextMonth));
    await().atMost(LONG).untilAsserted(() -> progress(packageId).statusCode(200));
    act(leaving.site, leaving.id, "deactivate").statusCode(202);
    leaving.agent.reconcile();

    progress(packageId)
        .body("data.doneCount", equalTo(1))
        .body("data.outstandingCount", equalTo(1));
    act(leaving.site, leaving.id, "activate")
        .statusCode(409)
        .body("type", equalTo("/problems/package-revoked"));
    assertThat(staying.agent.actions()).containsEntry("dated", Action.ACTIVE);

    Registry.revoke(packageId, draft, REASON, 4, new Revocation(RevocationMode.FORCE, null));
    await().atMost(LONG).until(() -> staying.agent.actions().get("dated") == Action.INSTALLED);
    // The other is told as well, and counts again when it has confirmed it.
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              leaving.agent.reconcile();
              staying.agent.reconcile();
              progress(packageId)
                  .body("data.mode", equalTo("FORCE"))
                  .body("data.doneCount", equalTo(2));
            });
  }

  @Test
  void there_is_nothing_to_see_of_what_was_not_revoked() {
    var packageId = Registry.approve(Draft.of("innocent", "1.0.0"));

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                progress(packageId)
                    .statusCode(404)
                    .body("type", equalTo("/problems/revocation-not-found")));

    as(Tokens.siteAdmin("any"))
        .get("/api/v1/admin/plugin-registry/revocations/" + packageId)
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse progress(UUID packageId) {
    return as(Tokens.auditor())
        .get("/api/v1/admin/plugin-registry/revocations/" + packageId)
        .then();
  }

  /** A site where a package is active. */
  private static final class Running {
    private final String site = Rest.activeSite();
    private final Agent agent = new Agent(site);
    private final String id;

    Running(UUID packageId) {
      id = add(packageId);
    }

    private String add(UUID packageId) {
      String id = install(site, packageId, Map.of()).statusCode(202).extract().path("data.id");
      agent.reconcile();
      act(site, id, "activate").statusCode(202);
      agent.reconcile();
      installation(site, id).body("data.status", equalTo("ACTIVE"));
      return id;
    }
  }
}
