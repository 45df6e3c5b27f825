package dev.pluginsuite.installation.report;

import static dev.pluginsuite.installation.testing.Rest.SITES_PATH;
import static dev.pluginsuite.installation.testing.Rest.as;
import static dev.pluginsuite.installation.testing.Rest.install;
import static dev.pluginsuite.installation.testing.Rest.installation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.Agent;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Registry;
import dev.pluginsuite.installation.testing.Registry.Draft;
import dev.pluginsuite.installation.testing.Rest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class ReportFlowTest {
  @BeforeAll
  static void enterprise() {
    Registry.sayEnterprise();
  }

  @Test
  void a_report_is_contact_and_repeating_it_changes_nothing_more() {
    var packageId = Registry.approve(Draft.of("reported-a", "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");
    agent.reconcile().statusCode(200).body("data.siteGeneration", equalTo(2));

    agent.reconcile().statusCode(200);

    assertThat(TestKafka.said(Topic.INSTALLATIONS.topicName(), id)).hasSize(2);
    as(Tokens.centralIt())
        .get(SITES_PATH + "/" + site)
        .then()
        .body("data.lastContactAt", notNullValue())
        .body("data.agentVersion", equalTo("1.0.0"));
  }

  @Test
  void an_old_report_changes_nothing_but_the_contact() {
    var packageId = Registry.approve(Draft.of("reported-b", "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");

    agent.report(1, null).statusCode(200).body("data.siteGeneration", equalTo(2));

    installation(site, id).body("data.status", equalTo("INSTALLING"));
  }

  @Test
  void a_report_from_ahead_raises_the_generation() {
    var packageId = Registry.approve(Draft.of("reported-c", "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");

    agent.report(41, null).statusCode(200).body("data.siteGeneration", equalTo(42));

    assertThat(agent.document().siteGeneration()).isEqualTo(42);
    assertThat(agent.document().plugins()).hasSize(1);
    agent.reconcile();
    installation(site, id).body("data.status", equalTo("INSTALLED"));
  }

  @Test
  void a_report_from_out_of_reach_is_refused_and_changes_nothing() {
    var site = Rest.activeSite();
    var agent = new Agent(site);

    agent.report(Long.MAX_VALUE, null).statusCode(400);

    as(Tokens.centralIt())
        .get(SITES_PATH + "/" + site)
        .then()
        .body("data.siteGeneration", equalTo(1))
        .body("data.observedGeneration", equalTo(0));
    agent.reconcile().statusCode(200).body("data.siteGeneration", equalTo(1));
  }

  @Test
  void what_a_plugin_is_said_to_be_ahead_of_is_still_waited_for() {
    var packageId = Registry.approve(Draft.of("reported-d", "1.0.0"));
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var id = install(site, packageId, Map.of()).extract().<String>path("data.id");
    var entry = agent.document().plugins().get(0);
    var ahead =
        new SiteReport.Plugin(
            entry.installationId(),
            1_000_000,
            packageId,
            entry.pluginId(),
            entry.packageRef().version(),
            entry.action());
    agent
        .send(
            Tokens.siteAgent(site), new SiteReport(2, Instant.now(), "1.0.0", List.of(ahead), null))
        .statusCode(200);

    Rest.act(site, id, "activate").statusCode(202);

    installation(site, id)
        .body("data.generation", equalTo(3))
        .body("data.observedGeneration", equalTo(2));
  }

  @Test
  @Tag("REST-15")
  void only_the_agent_of_the_site_reports() {
    var site = Rest.activeSite();
    var agent = new Agent(site);
    var report = new SiteReport(1, Instant.now(), "1", List.of(), null);

    agent.send(Tokens.siteAgent("other"), report).statusCode(404);
    agent.send(Tokens.of("star", List.of("site-agent"), List.of("*")), report).statusCode(404);
    agent.send(Tokens.siteAdmin(site), report).statusCode(403);
    agent.send(Tokens.centralIt(), report).statusCode(403);
  }

  @Test
  void an_incomplete_report_is_refused_by_field() {
    var site = Rest.activeSite();

    as(Tokens.siteAgent(site))
        .body("{\"siteGeneration\":1,\"failure\":{}}")
        .post("/api/v1/sites/{site}/reports", site)
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("agentVersion", "plugins", "failure"));
  }
}
