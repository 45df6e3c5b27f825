package dev.pluginsuite.deployment;

import static dev.pluginsuite.deployment.World.commandOf;
import static dev.pluginsuite.deployment.World.install;
import static dev.pluginsuite.deployment.World.it;
import static dev.pluginsuite.deployment.World.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second person, and a change reference, where policies ask for them. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class ApprovalFlowTest {
  private static final Map<String, String> PRODUCTION = Map.of("environment", "production");

  @AfterEach
  void all_counters_equal_the_rows() {
    assertThat(World.miscounted()).isEmpty();
  }

  private static String production() {
    return World.site(SiteStatus.ACTIVE, PRODUCTION);
  }

  private static String her() {
    return Tokens.of("her", List.of("central-it"), List.of());
  }

  private static Map<String, Object> changing(UUID packageId, List<String> sites) {
    var body = new HashMap<>(install(packageId, sites));
    body.put("changeReference", "CHG0000001");
    return body;
  }

  private static Response decide(String token, UUID id, String verb, Map<String, ?> body) {
    return World.as(token).body(body).post(World.DEPLOYMENTS + "/" + id + "/" + verb);
  }

  private static long started(UUID id) {
    return Tables.count(
        "select count(*) from plugin_deployment_targets where deployment_id = '%s' and (command_id is not null or holds_site)"
            .formatted(id));
  }

  @Test
  void nothing_starts_at_a_production_site_before_a_second_person_approves() {
    var sites = List.of(World.site(), production());
    var id = World.deploy(changing(World.approved(), sites));
    read(id)
        .then()
        .body("data.status", equalTo("PENDING_APPROVAL"))
        .body("data.approval.policies", contains("production"))
        .body("data.approval.by", nullValue());

    decide(Tokens.centralIt(), id, "approve", Map.of())
        .then()
        .statusCode(403)
        .body("type", endsWith("second-person-required"));
    decide(Tokens.centralIt(), id, "reject", Map.of()).then().statusCode(403);
    decide(Tokens.auditor(), id, "approve", Map.of()).then().statusCode(403);
    decide(her(), id, "resume", Map.of()).then().statusCode(409);
    assertThat(started(id)).isZero();

    decide(her(), id, "approve", Map.of("reason", "looks good"))
        .then()
        .statusCode(200)
        .body("data.approval.by", equalTo("her@example.com"));
    sites.forEach(it -> commandOf(id, it));
    decide(her(), id, "approve", Map.of()).then().statusCode(200);

    List<String> actions = it().get(World.DEPLOYMENTS + "/" + id + "/history").path("data.action");
    assertThat(actions).containsExactly("start", "approve", "create");
    assertThat(
            Tables.rows(
                "select before_state || ' ' || after_state || ' ' || actor from audit_entry where subject_id = '%s' and action = 'deployment.approve'"
                    .formatted(id)))
        .containsExactly("PENDING_APPROVAL SCHEDULED her@example.com");
    World.soon()
        .until(
            () ->
                TestKafka.records(Topic.DEPLOYMENTS.topicName()).stream()
                    .filter(it -> id.toString().equals(it.key()))
                    .anyMatch(it -> it.value().contains("PENDING_APPROVAL")));
  }

  @Test
  void what_is_rejected_never_starts() {
    var id = World.deploy(changing(World.approved(), List.of(production())));

    decide(her(), id, "reject", Map.of("reason", "not on a Friday"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("REJECTED"))
        .body("data.cancelledCount", equalTo(1));

    decide(her(), id, "reject", Map.of()).then().statusCode(200);
    decide(her(), id, "approve", Map.of())
        .then()
        .statusCode(409)
        .body("type", endsWith("illegal-transition"));
    assertThat(started(id)).isZero();
  }

  @Test
  void who_created_it_may_cancel_it() {
    var id = World.deploy(changing(World.approved(), List.of(production())));

    decide(Tokens.centralIt(), id, "cancel", Map.of())
        .then()
        .statusCode(200)
        .body("data.status", equalTo("CANCELLED"));

    decide(her(), id, "approve", Map.of()).then().statusCode(409);
  }

  @Test
  void the_change_reference_has_to_be_one() {
    var sites = List.of(production());
    var body = new HashMap<>(install(World.approved(), sites));
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(422)
        .body("type", endsWith("change-reference-required"))
        .body("errors.field", contains("changeReference"));
    body.put("dryRun", true);
    it().body(body)
        .post(World.DEPLOY)
        .then()
        .statusCode(200)
        .body("data.policies.name", contains("production"))
        .body("data.policies[0].secondPerson", equalTo(true))
        .body("data.policies[0].changeReference", equalTo("CHG[0-9]{7}"));
    body.remove("dryRun");
    body.put("changeReference", "because");
    it().body(body).post(World.DEPLOY).then().statusCode(422);

    body.put("changeReference", "CHG1234567");

    read(World.deploy(body)).then().body("data.changeReference", equalTo("CHG1234567"));
  }

  @Test
  void a_site_without_the_label_is_under_the_policy_and_an_exception_is_not() {
    var unknown = World.site(SiteStatus.ACTIVE, Map.of("plant", "west"));
    var trial = World.site(SiteStatus.ACTIVE, Map.of("plant", "west", "environment", "test"));

    read(World.deploy(install(World.approved(), List.of(unknown))))
        .then()
        .body("data.status", equalTo("PENDING_APPROVAL"))
        .body("data.approval.policies", contains("plant"));
    var free = World.deploy(install(World.approved(), List.of(trial)));

    commandOf(free, trial);
    read(free).then().body("data.approval", nullValue());
  }

  @Test
  void a_site_that_came_under_a_policy_since_is_waited_for() {
    var site = World.site();
    var id = World.deploy(World.later(World.approved(), List.of(site)));
    World.labels(site, 2, PRODUCTION);

    Tables.change(
        "update plugin_deployments set scheduled_for = now() where id = '%s'".formatted(id));

    World.awaitStatus(id, "PENDING_APPROVAL");
    assertThat(started(id)).isZero();
    decide(her(), id, "approve", Map.of()).then().statusCode(422);
    decide(her(), id, "approve", Map.of("changeReference", "CHG0000002")).then().statusCode(200);
    commandOf(id, site);
  }

  @Test
  void a_new_site_of_a_selection_needs_an_approval_of_its_own() {
    var line = Map.of("environment", "production", "line", UUID.randomUUID().toString());
    World.site(SiteStatus.ACTIVE, line);
    World.awaitConsumed(Topic.SITES);
    var body = new HashMap<>(World.later(World.approved(), List.of()));
    body.remove("siteIds");
    body.put("siteSelector", Map.of("labels", line));
    body.put("changeReference", "CHG0000001");
    var id = World.deploy(body);
    decide(her(), id, "approve", Map.of()).then().body("data.status", equalTo("SCHEDULED"));
    var second = World.site(SiteStatus.ACTIVE, line);
    World.awaitConsumed(Topic.SITES);

    Tables.change(
        "update plugin_deployments set scheduled_for = now() where id = '%s'".formatted(id));

    World.awaitStatus(id, "PENDING_APPROVAL");
    read(id).then().body("data.targetCount", equalTo(2));
    decide(her(), id, "approve", Map.of()).then().statusCode(200);
    commandOf(id, second);
  }

  @Test
  void nobody_decides_for_too_long() {
    var id = World.deploy(changing(World.approved(), List.of(production())));

    Tables.change(
        "update plugin_deployments set approval_until = now() where id = '%s'".formatted(id));

    World.awaitStatus(id, "CANCELLED");
    read(id).then().body("data.statusReason", equalTo("nobody approved it in time"));
  }
}
