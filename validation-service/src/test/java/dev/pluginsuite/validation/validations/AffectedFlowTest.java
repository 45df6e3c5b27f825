package dev.pluginsuite.validation.validations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.ValidationTestResource;
import dev.pluginsuite.validation.osv.OsvZip;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ValidationTestResource.class)
class AffectedFlowTest {
  private static final String VULNERABILITIES = Submitted.BASE + "/vulnerabilities";

  @Inject Pool pool;

  @Test
  void a_package_from_before_an_advisory_is_told_and_its_validation_stays_as_it_is() {
    load("old", "nothing-of-ours");
    var submitted = submitted("late-news", "1.0.0");

    load("GHSA-late-news", "late-news");

    await()
        .untilAsserted(
            () ->
                affected("packageId", submitted.packageId().toString())
                    .body("data.advisory", contains("GHSA-late-news"))
                    .body("data.pluginId", contains(Manifests.ID))
                    .body("data.purl", contains("pkg:npm/late-news@1.0.0"))
                    .body("data.severity", contains("HIGH"))
                    .body("data.malicious", contains(false))
                    .body("data.fixedIn", contains("2.0.0"))
                    .body("data[0].foundAt", notNullValue()));
    submitted.get(Tokens.centralIt()).then().body("data.status", equalTo("PASSED"));
    assertThat(TestKafka.said(Topic.REPORTS.topicName(), submitted.packageId())).hasSize(1);
    given()
        .auth()
        .oauth2(Tokens.auditor())
        .queryParam("subjectId", submitted.packageId().toString())
        .get("/api/v1/admin/validation/audit")
        .then()
        .body("data.action", hasItem("package.affected"));
  }

  @Test
  void each_change_of_what_is_known_is_told_once_and_can_be_said_again() {
    load("GHSA-first", "told-of");
    var id = submitted("told-of", "1.0.0").packageId();
    await().untilAsserted(() -> assertThat(told(id)).hasSize(1));

    load("GHSA-second", "told-of");
    await().untilAsserted(() -> assertThat(told(id)).hasSize(2));
    load("GHSA-second", "told-of");
    awaitAllCompared();
    load("old", "nothing-of-ours");
    await().untilAsserted(() -> assertThat(told(id)).hasSize(3));
    given()
        .auth()
        .oauth2(Tokens.centralIt())
        .queryParam("topic", Topic.VULNERABILITIES.topicName())
        .queryParam("limit", "200")
        .post("/api/v1/admin/validation/republish")
        .then()
        .statusCode(200)
        .body("data.key", hasItem(id.toString()));
    await().untilAsserted(() -> assertThat(told(id)).hasSize(4));

    var told = told(id);
    assertThat(told).extracting(it -> it.path("revision").asLong()).containsExactly(1L, 2L, 3L, 3L);
    assertThat(told)
        .extracting(it -> it.at("/state/vulnerabilities/0/advisory").asText())
        .containsExactly("GHSA-first", "GHSA-second", "", "");
    assertThat(told).extracting(it -> it.at("/state/total").asInt()).containsExactly(1, 1, 0, 0);
    var second = told.get(1).at("/state/vulnerabilities/0");
    assertThat(second.path("since").asLong()).isEqualTo(2);
    assertThat(second.path("library").asText()).isEqualTo("told-of");
    assertThat(second.path("severity").asText()).isEqualTo("HIGH");
    assertThat(second.path("fixedIn").asText()).isEqualTo("2.0.0");
  }

  private static List<JsonNode> told(UUID packageId) {
    return TestKafka.said(Topic.VULNERABILITIES.topicName(), packageId);
  }

  private void awaitAllCompared() {
    var waiting =
        """
        select count(*) from package_sboms where compared_with <
          (select max(generation) from vulnerability_databases where active)""";
    await().until(() -> pool.query(waiting).executeAndAwait().iterator().next().getLong(0) == 0);
  }

  @Test
  void what_no_later_database_says_any_more_is_forgotten() {
    load("GHSA-mistaken", "withdrawn-later");
    var id = submitted("withdrawn-later", "1.0.0").packageId().toString();
    await().untilAsserted(() -> affected("packageId", id).body("data.size()", equalTo(1)));

    load("old", "nothing-of-ours");

    await().untilAsserted(() -> affected("packageId", id).body("data", empty()));
  }

  @Test
  void other_versions_are_not_affected_and_filters_say_which_packages_matter() {
    load("GHSA-filtered", "filtered");
    var mended = submitted("filtered", "2.0.0").packageId().toString();
    var pending = submitted("filtered", "1.0.0").packageId().toString();
    var approved = submitted("filtered", "1.0.1").approved(2).packageId().toString();
    await()
        .untilAsserted(() -> affected("advisory", "GHSA-filtered").body("data.size()", equalTo(2)));

    await()
        .untilAsserted(
            () ->
                affected("advisory", "GHSA-filtered", "status", "APPROVED")
                    .body("data.packageId", contains(approved)));
    affected("packageId", pending).body("data.status", contains("PENDING_REVIEW"));
    affected("packageId", mended).body("data", empty());
    affected("advisory", "GHSA-other").body("data", empty());
  }

  @Test
  void they_come_in_pages() {
    load("GHSA-paged", "paged");
    var ids =
        List.of("1.0.0", "1.0.1", "1.0.2").stream()
            .map(it -> submitted("paged", it).packageId().toString())
            .toList();
    await().untilAsserted(() -> affected("advisory", "GHSA-paged").body("data.size()", equalTo(3)));

    var first =
        affected("advisory", "GHSA-paged", "limit", "2")
            .body("data.size()", equalTo(2))
            .extract()
            .<String>path("pagination.cursor");

    var last =
        affected("advisory", "GHSA-paged", "limit", "2", "cursor", first)
            .body("data.size()", equalTo(1))
            .body("pagination.cursor", equalTo(null))
            .extract()
            .<String>path("data[0].packageId");
    assertThat(ids).contains(last);
  }

  @Test
  void what_a_crashed_replica_had_taken_up_is_taken_up_again() {
    load("GHSA-crashed", "crashed");
    var submitted = submitted("crashed", "1.0.0");
    var id = submitted.packageId();
    await()
        .untilAsserted(() -> affected("packageId", id.toString()).body("data.size()", equalTo(1)));

    pool.preparedQuery("delete from affected_libraries where package_id = $1")
        .executeAndAwait(Tuple.of(id));
    pool.preparedQuery(
            """
            update package_sboms set compared_with = 0, compare_at = now() + interval '1 second'
            where package_id = $1""")
        .executeAndAwait(Tuple.of(id));

    await()
        .untilAsserted(() -> affected("packageId", id.toString()).body("data.size()", equalTo(1)));
  }

  @Test
  void only_central_it_and_auditors_may_ask_and_only_clear_questions() {
    ask(Tokens.auditor()).statusCode(200);
    ask(Tokens.developer()).statusCode(403);
    ask(Tokens.siteAdmin("site-1")).statusCode(403);
    ask(Tokens.centralIt(), "packageId", "x").statusCode(400);
    ask(Tokens.centralIt(), "status", "GOOD").statusCode(400);
    ask(Tokens.centralIt(), "library", "lodash").statusCode(400);
  }

  private static Submitted submitted(String library, String version) {
    var json = "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(library, version);
    var mpk = Mpk.good().file("node_modules/" + library + "/package.json", json);
    var submitted = Submitted.of(Manifests.GOOD, mpk.bytes()).told(1);
    assertThat(submitted.reports(1).get(0).at("/state/outcome").textValue()).isEqualTo("PASSED");
    return submitted;
  }

  private static void load(String advisory, String library) {
    var json =
        OsvZip.LODASH
            .replace("GHSA-test-lodash", advisory)
            .replace("\"name\": \"lodash\"", "\"name\": \"%s\"".formatted(library))
            .replace("4.17.21", "2.0.0");
    given()
        .auth()
        .oauth2(Tokens.centralIt())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/zip")
        .body(new OsvZip().with("a.json", json).bytes())
        .post(VULNERABILITIES)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse affected(String... query) {
    return ask(Tokens.centralIt(), query).statusCode(200);
  }

  private static ValidatableResponse ask(String token, String... query) {
    var request = given().auth().oauth2(token);
    for (var i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(VULNERABILITIES + "/affected").then();
  }
}
