package dev.pluginsuite.deployment;

import static dev.pluginsuite.deployment.World.DEPLOY;
import static dev.pluginsuite.deployment.World.DEPLOYMENTS;
import static dev.pluginsuite.deployment.World.as;
import static dev.pluginsuite.deployment.World.it;
import static dev.pluginsuite.deployment.World.later;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for, by whom, and what is answered. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class DeployFlowTest {

  @Test
  void a_deployment_is_created_right_after_its_package_was_approved() {
    var sites = World.sites(2);
    var packageId = World.approved();

    var answer = it().body(later(packageId, sites)).post(DEPLOY);

    answer
        .then()
        .statusCode(201)
        .header("Location", endsWith(DEPLOYMENTS + "/" + answer.path("data.id")))
        .header("ETag", notNullValue())
        .body("data.packageId", equalTo(packageId.toString()))
        .body("data.pluginId", notNullValue())
        .body("data.version", equalTo("1.2.0"))
        .body("data.deploymentType", equalTo("INSTALL"))
        .body("data.status", equalTo("SCHEDULED"))
        .body("data.targetSites", equalTo(sites))
        .body("data.targetCount", equalTo(2))
        .body("data.successCount", equalTo(0))
        .body("data.failureCount", equalTo(0))
        .body("data.scheduledFor", notNullValue())
        .body("data.startedAt", nullValue())
        .body("data.completedAt", nullValue())
        .body("data.canRollback", equalTo(false))
        .body("data.rolledBackAt", nullValue())
        .body("data.activate", equalTo(true))
        .body("data.createdBy", equalTo("it@example.com"))
        .body("data.createdAt", notNullValue())
        .body("data.targets.status", contains("PENDING", "PENDING"));
  }

  @Test
  void its_creation_is_told_and_audited() {
    var body = new HashMap<>(later(World.approved(), World.sites(1)));
    body.put("reason", "Quarter's roll-out");
    body.put("changeReference", "CHG-1");

    var id = World.deploy(body);

    World.soon()
        .until(
            () -> TestKafka.said(Topic.DEPLOYMENTS.topicName(), id),
            said ->
                said.size() == 1
                    && said.get(0).path("state").path("status").asText().equals("SCHEDULED")
                    && said.get(0).path("state").path("targetCount").asInt() == 1);
    as(Tokens.auditor())
        .queryParam("subjectId", id.toString())
        .get("/api/v1/admin/deployment/audit")
        .then()
        .statusCode(200)
        .body("data.action", contains("deployment.create"))
        .body("data[0].actor", equalTo("it@example.com"))
        .body("data[0].after", equalTo("SCHEDULED"))
        .body("data[0].reason", equalTo("Quarter's roll-out"))
        .body("data[0].changeReference", equalTo("CHG-1"));
  }

  @Test
  void the_same_request_twice_is_one_deployment() {
    var body = later(World.approved(), World.sites(1));
    var key = UUID.randomUUID().toString();
    var first = it().header("Idempotency-Key", key).body(body).post(DEPLOY);

    var again = it().header("Idempotency-Key", key).body(body).post(DEPLOY);

    again.then().statusCode(201).body("data.id", equalTo(first.<String>path("data.id")));
    it().header("Idempotency-Key", key)
        .body(later(World.approved(), World.sites(1)))
        .post(DEPLOY)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
  }

  // ---- who

  @ParameterizedTest
  @ValueSource(strings = {"developer", "site-admin", "site-agent", "auditor", "service"})
  @Tag("REST-16")
  void only_central_it_deploys(String role) {
    var token = Tokens.of("who", List.of(role), List.of("*"));
    var id = UUID.randomUUID();

    as(token).body(Map.of()).post(DEPLOY).then().statusCode(403);
    as(token).post(DEPLOYMENTS + "/" + id + "/cancel").then().statusCode(403);
  }

  @Test
  void deployments_can_be_said_again() {
    var id = World.deploy(later(World.approved(), World.sites(1)));

    it().post("/api/v1/admin/deployment/republish?limit=200&topic=deployment.deployments")
        .then()
        .statusCode(200)
        .body("data.key", hasItem(id.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "central-it, 200",
    "auditor, 200",
    "developer, 403",
    "site-admin, 403",
    "site-agent, 403"
  })
  void who_may_read(String role, int status) {
    var id = World.deploy(later(World.approved(), World.sites(1)));
    var token = Tokens.of("who", List.of(role), List.of("*"));

    as(token).get(DEPLOYMENTS).then().statusCode(status);
    as(token).get(DEPLOYMENTS + "/" + id).then().statusCode(status);
    as(token).get(DEPLOYMENTS + "/" + id + "/targets").then().statusCode(status);
  }

  @Test
  void nobody_without_a_token() {
    given().contentType("application/json").body(Map.of()).post(DEPLOY).then().statusCode(401);
    given().get(DEPLOYMENTS).then().statusCode(401);
  }

  // ---- bad input

  @Test
  void what_is_required_is_missed_by_name() {
    refused(Map.of(), 400, "invalid-request")
        .then()
        .body("errors.field", contains("deploymentType", "packageId"));
    it().post(DEPLOY).then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({
    "siteIds, 'Site 1', siteIds",
    "strategy, x, strategy",
    "packageId, x, packageId",
    "deploymentType, REPLACE, deploymentType",
    "scheduledFor, soon, scheduledFor",
    "scheduledFor, 1999-12-31T23:59:59Z, scheduledFor",
    "scheduledFor, 2999-01-01T00:00:00Z, scheduledFor",
    "scheduledFor, +1000000000-12-31T23:59:59Z, scheduledFor",
    "reason, '', reason"
  })
  void a_wrong_field_is_named(String field, String value, String named) {
    var body = new HashMap<String, Object>(later(World.approved(), World.sites(1)));
    body.put(field, field.equals("siteIds") ? List.of(value) : value);

    var answer = refused(body, 400, "invalid-request");

    assertThat(answer.<List<String>>path("errors.field")).anyMatch(it -> it.startsWith(named));
  }

  @Test
  void sites_are_named_once_and_not_too_many() {
    var site = World.site();
    var tooMany = IntStream.rangeClosed(1, 10_001).mapToObj(i -> "s-" + i).toList();

    refused(later(World.approved(), List.of(site, site)), 400, "invalid-request")
        .then()
        .body("errors.field", contains("siteIds[1]"));
    refused(later(World.approved(), List.of()), 400, "invalid-request");
    refused(later(World.approved(), tooMany), 400, "invalid-request");
  }

  @Test
  void either_sites_or_a_selector_has_to_be_named() {
    var body = new HashMap<>(World.install(World.approved(), List.of(World.site())));
    body.put("siteSelector", Map.of("labels", Map.of("line", "a")));

    refused(body, 400, "invalid-request").then().body("errors.field", contains("siteIds"));
    body.remove("siteIds");
    refused(body, 422, "no-sites");
    body.remove("siteSelector");
    refused(body, 400, "invalid-request").then().body("errors.field", contains("siteIds"));
  }

  @Test
  void an_unknown_package_is_not_found() {
    refused(later(UUID.randomUUID(), World.sites(1)), 404, "package-not-found");
  }

  @ParameterizedTest
  @EnumSource(value = PackageStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "APPROVED")
  void only_an_approved_package_is_installed_but_any_is_removed(PackageStatus status) {
    var packageId =
        World.released("plugin-of-" + status.name().toLowerCase(java.util.Locale.ROOT), status);
    var body = new HashMap<String, Object>(later(packageId, World.sites(1)));

    refused(body, 409, "package-not-approved");

    body.put("deploymentType", "UNINSTALL");
    it().body(body).post(DEPLOY).then().statusCode(201);
  }

  @Test
  void every_site_that_cannot_be_had_is_named() {
    var sites =
        List.of(
            World.site(),
            "nowhere-" + UUID.randomUUID(),
            World.site(SiteStatus.PROVISIONING),
            World.site(SiteStatus.OFFBOARDED));

    refused(later(World.approved(), sites), 422, "site-not-deployable")
        .then()
        .body("errors.field", contains("siteIds[1]", "siteIds[2]", "siteIds[3]"))
        .body("errors[1].message", equalTo(sites.get(2) + " is PROVISIONING, not ACTIVE"));
  }

  @Test
  void a_deployment_sets_no_secrets_and_configures_installs_only() {
    var body = new HashMap<String, Object>(later(World.approved(), World.sites(1)));
    body.put("configuration", Map.of("apiKey", "s3cret", "timeout", 5));
    var refusal = refused(body, 422, "secret-configuration");
    refusal.then().body("errors.field", contains("configuration.apiKey"));
    assertThat(refusal.asString()).doesNotContain("s3cret");

    body.put("configuration", Map.of("timeout", "x".repeat(64 * 1024)));
    refused(body, 400, "invalid-request").then().body("errors.field", contains("configuration"));

    body.put("configuration", Map.of("timeout", 5));
    it().body(body).post(DEPLOY).then().statusCode(201).body("data.configuration.timeout", is(5));

    body.put("deploymentType", "UNINSTALL");
    refused(body, 400, "invalid-request").then().body("errors.field", contains("configuration"));
  }

  @Test
  void a_second_deployment_of_a_plugin_at_a_site_where_one_runs_is_refused() {
    var packageId = World.approved();
    var sites = World.sites(2);
    var running = World.deploy(World.install(packageId, sites));

    refused(
            World.install(packageId, List.of(World.site(), sites.get(1))),
            409,
            "deployment-running")
        .then()
        .body("errors", hasSize(1))
        .body("errors[0].message", equalTo(sites.get(1) + ": deployment " + running));

    assertThat(World.deploy(World.install(World.approved(), sites))).isNotNull();
    assertThat(World.deploy(later(packageId, sites))).isNotNull();
  }

  // ---- reading

  @Test
  void deployments_are_listed_newest_first_and_filtered() {
    var packageId = World.approved();
    var ids =
        IntStream.range(0, 3)
            .mapToObj(i -> World.deploy(later(packageId, World.sites(1))))
            .toList();
    it().post(DEPLOYMENTS + "/" + ids.get(0) + "/cancel").then().statusCode(200);
    var pluginId = World.read(ids.get(0)).<String>path("data.pluginId");

    var first =
        it().queryParam("packageId", packageId.toString()).queryParam("limit", 2).get(DEPLOYMENTS);
    first
        .then()
        .statusCode(200)
        .body("data.id", contains(text(ids.get(2)), text(ids.get(1))))
        .body("data[0].targetSites", hasSize(1));
    it().queryParam("packageId", packageId.toString())
        .queryParam("cursor", first.<String>path("pagination.cursor"))
        .get(DEPLOYMENTS)
        .then()
        .body("data.id", contains(text(ids.get(0))))
        .body("pagination.cursor", nullValue());
    it().queryParam("pluginId", pluginId)
        .queryParam("status", "CANCELLED")
        .get(DEPLOYMENTS)
        .then()
        .body("data.id", contains(text(ids.get(0))));
  }

  @ParameterizedTest
  @CsvSource({
    "status, DONE, invalid-request",
    "packageId, 5, invalid-request",
    "cursor, x, invalid-cursor",
    "limit, 201, invalid-request",
    "site, x, unknown-parameter"
  })
  void a_query_is_checked(String name, String value, String problem) {
    it().queryParam(name, value)
        .get(DEPLOYMENTS)
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/" + problem));
  }

  @Test
  @Tag("REST-16")
  void targets_are_read_page_by_page_and_filtered() {
    var sites = World.sites(5).stream().sorted().toList();
    var id = World.deploy(later(World.approved(), sites));

    var read = new ArrayList<String>();
    String cursor = null;
    do {
      var query = cursor == null ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", cursor);
      var page = it().queryParams(query).get(DEPLOYMENTS + "/" + id + "/targets");
      page.then().statusCode(200);
      read.addAll(page.path("data.siteId"));
      cursor = page.path("pagination.cursor");
    } while (cursor != null);

    assertThat(read).isEqualTo(sites);
    it().queryParam("status", "FAILED")
        .get(DEPLOYMENTS + "/" + id + "/targets")
        .then()
        .body("data", hasSize(0));
    it().queryParam("status", "x").get(DEPLOYMENTS + "/" + id + "/targets").then().statusCode(400);
  }

  @Test
  void a_large_deployment_says_where_its_targets_are() {
    var prefix = "mass-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    var sites = IntStream.range(0, 201).mapToObj(i -> prefix + i).toList();
    Tables.change(
        "insert into known_sites (site_id, status, revision) values "
            + sites.stream()
                .map(it -> "('" + it + "', 'ACTIVE', 1)")
                .collect(Collectors.joining(", ")));

    var id = World.deploy(later(World.approved(), sites));

    World.read(id)
        .then()
        .body("data.targetCount", equalTo(201))
        .body("data.targets", nullValue())
        .body("data.targetSites", nullValue())
        .body("data.targetsUrl", equalTo(DEPLOYMENTS + "/" + id + "/targets"));
  }

  @Test
  void what_did_not_change_is_not_sent_again() {
    var id = World.deploy(later(World.approved(), World.sites(1)));
    var tag = World.read(id).header("ETag");

    it().header("If-None-Match", tag).get(DEPLOYMENTS + "/" + id).then().statusCode(304);
    it().post(DEPLOYMENTS + "/" + id + "/cancel");

    it().header("If-None-Match", tag)
        .get(DEPLOYMENTS + "/" + id)
        .then()
        .statusCode(200)
        .header("ETag", not(tag));
  }

  @Test
  void what_is_not_there_is_not_found() {
    var nowhere = DEPLOYMENTS + "/" + UUID.randomUUID();

    it().get(nowhere)
        .then()
        .statusCode(404)
        .body("type", equalTo("/problems/deployment-not-found"));
    it().get(nowhere + "/targets").then().statusCode(404);
    it().post(nowhere + "/cancel").then().statusCode(404);
    it().get(DEPLOYMENTS + "/5").then().statusCode(404);
  }

  // ---- cancelling

  @Test
  @Tag("REST-16")
  void a_scheduled_deployment_is_cancelled_and_once_is_enough() {
    var id = World.deploy(later(World.approved(), World.sites(2)));

    cancel(id, Map.of("reason", "Freeze"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("CANCELLED"))
        .body("data.cancelledCount", equalTo(2))
        .body("data.completedAt", notNullValue())
        .body("data.targets.status", contains("CANCELLED", "CANCELLED"));
    var revision = World.read(id).<Integer>path("data.revision");
    cancel(id, Map.of()).then().statusCode(200).body("data.revision", equalTo(revision));

    assertThat(World.miscounted()).isEmpty();
    as(Tokens.auditor())
        .queryParam("subjectId", id.toString())
        .get("/api/v1/admin/deployment/audit")
        .then()
        .body("data.action", contains("deployment.cancel", "deployment.create"))
        .body("data[0].reason", equalTo("Freeze"));
  }

  @Test
  void a_cancellation_may_depend_on_what_was_read() {
    var id = World.deploy(later(World.approved(), World.sites(1)));

    it().header("If-Match", "\"99\"")
        .post(DEPLOYMENTS + "/" + id + "/cancel")
        .then()
        .statusCode(412);

    var tag = World.read(id).header("ETag");
    it().header("If-Match", tag).post(DEPLOYMENTS + "/" + id + "/cancel").then().statusCode(200);
  }

  @Test
  void it_says_how_it_is() {
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString()).contains("deployment_commands_total");
  }

  private static Response cancel(UUID id, Map<String, Object> body) {
    return it().body(body).post(DEPLOYMENTS + "/" + id + "/cancel");
  }

  private static Response refused(Map<String, Object> body, int status, String problem) {
    var answer = it().body(body).post(DEPLOY);
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/" + problem));
    return answer;
  }

  private static String text(Object it) {
    return it.toString();
  }
}
