package dev.pluginsuite.validation.validations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.ValidationTestResource;
import dev.pluginsuite.validation.antivirus.FakeClamd;
import dev.pluginsuite.validation.osv.OsvZip;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ValidationTestResource.class)
class ScanFlowTest {
  private static final String VULNERABILITIES = Submitted.BASE + "/vulnerabilities";
  private static final String COMPONENTS = Submitted.BASE + "/sbom/components";

  @Inject Pool pool;

  @Test
  void what_the_scan_finds_stops_a_submission_and_is_told_with_file_and_line() {
    var submitted = submitted(Mpk.good().file("dist/a.js", "let a;\neval(a);\n")).told(1);

    var state = submitted.reports(1).get(0).get("state");

    assertThat(state.get("outcome").textValue()).isEqualTo("FAILED");
    assertThat(state.at("/securityFindings/0/ruleId").textValue()).isEqualTo("code-eval");
    assertThat(state.at("/securityFindings/0/line").intValue()).isEqualTo(2);
    submitted
        .get(Tokens.developer())
        .then()
        .body("data.report.timings.find { it.check == 'dynamic-code' }.outcome", equalTo("FOUND"))
        .body("data.report.timings.find { it.check == 'secrets' }.outcome", equalTo("CLEAN"))
        .body("data.report.timings.find { it.check == 'antivirus' }.micros", greaterThan(0))
        .body(
            "data.report.timings.find { it.check == 'blocked-digests' }.note",
            equalTo("Nothing is blocked."));
  }

  @Test
  void a_required_check_that_fails_is_tried_again_and_then_the_validation_is_errored() {
    var ill = submitted(Mpk.good().file("x", FakeClamd.ILLNESS)).told(1);
    var illOnce = submitted(Mpk.good().file("x", FakeClamd.PASSING_ILLNESS)).told(1);

    assertThat(ill.reports(1).get(0).at("/state/outcome").textValue()).isEqualTo("ERRORED");
    assertThat(illOnce.reports(1).get(0).at("/state/outcome").textValue()).isEqualTo("PASSED");
    ill.get(Tokens.developer())
        .then()
        .body("data.attempts", equalTo(3))
        .body("data.lastFailure", containsString("The required check antivirus failed"));
    illOnce.get(Tokens.developer()).then().body("data.attempts", equalTo(2));
  }

  @Test
  void an_advisory_is_loaded_found_and_can_be_searched_for() {
    load(new OsvZip().with("a.json", OsvZip.LODASH).with("b.json", OsvZip.MALICIOUS))
        .statusCode(200)
        .body("data.advisories", equalTo(2))
        .body("data.loadedAt", notNullValue());
    var submitted = submitted(lodash("4.17.20")).told(1);

    var state = submitted.reports(1).get(0).get("state");

    assertThat(state.get("outcome").textValue()).isEqualTo("PASSED");
    assertThat(state.at("/securityFindings/0/ruleId").textValue()).isEqualTo("library-vulnerable");
    assertThat(state.at("/securityFindings/0/remedy").textValue())
        .isEqualTo("Take lodash 4.17.21 or later.");
    components(Tokens.centralIt(), "name", "lodash", "range", "<4.17.21")
        .body("data.packageId", hasItem(submitted.packageId().toString()));
    components(Tokens.auditor(), "purl", "pkg:npm/lodash@4.17.20")
        .body("data.packageId", hasItem(submitted.packageId().toString()));
    components(Tokens.centralIt(), "name", "lodash", "range", ">=4.17.21").body("data", empty());
  }

  @Test
  void a_database_is_replaced_whole_or_not_at_all() {
    load(new OsvZip().with("a.json", OsvZip.LODASH)).statusCode(200);

    load(new OsvZip().with("a.json", OsvZip.MALICIOUS).with("b.json", "{"))
        .statusCode(400)
        .body("detail", containsString("b.json is no advisory"));

    given()
        .auth()
        .oauth2(Tokens.developer())
        .get(VULNERABILITIES)
        .then()
        .statusCode(200)
        .body("data.advisories", equalTo(1));
    given()
        .auth()
        .oauth2(Tokens.developer())
        .contentType("application/zip")
        .body(new byte[0])
        .post(VULNERABILITIES)
        .then()
        .statusCode(403);
  }

  @Test
  void the_same_load_twice_is_one() {
    var zip = new OsvZip().with("a.json", OsvZip.LODASH).bytes();
    var key = UUID.randomUUID().toString();

    var first = load(zip, key).statusCode(200).extract().<Integer>path("data.generation");
    var second = load(zip, key).statusCode(200).extract().<Integer>path("data.generation");

    assertThat(second).isEqualTo(first);
    load(new OsvZip().with("b.json", OsvZip.LODASH).bytes(), key).statusCode(422);
  }

  @Test
  void a_check_that_fails_without_being_required_is_a_warning() {
    load(new OsvZip().with("a.json", OsvZip.LODASH)).statusCode(200);
    spoil("spoilt-library");
    var json = "{\"name\": \"spoilt-library\", \"version\": \"1.0.0\"}";
    var mpk = Mpk.good().file("node_modules/spoilt-library/package.json", json);

    var state = submitted(mpk).told(1).reports(1).get(0).get("state");

    assertThat(state.get("outcome").textValue()).isEqualTo("PASSED");
    assertThat(state.at("/warnings/0/id").textValue()).isEqualTo("package-scanned");
  }

  @Test
  void a_bill_of_materials_is_seen_by_its_submitter_central_it_and_auditors() {
    var submitted = submitted(lodash("4.17.19")).told(1);
    submitted.reports(1);

    sbom(submitted, Tokens.developer())
        .statusCode(200)
        .body("bomFormat", equalTo("CycloneDX"))
        .body("metadata.component.name", equalTo(Manifests.ID))
        .body("components.purl", contains("pkg:npm/lodash@4.17.19"));
    sbom(submitted, Tokens.auditor()).statusCode(200);
    sbom(submitted, Tokens.otherDeveloper()).statusCode(404);
    sbom(submitted, Tokens.siteAdmin("site-1")).statusCode(403);
  }

  @Test
  void other_developers_find_what_is_in_a_package_once_it_is_approved() {
    var submitted = submitted(lodash("3.0.0")).told(1);
    submitted.reports(1);
    var id = submitted.packageId().toString();

    components(Tokens.developer(), "name", "lodash", "range", "3.0.0")
        .body("data.packageId", contains(id));
    components(Tokens.otherDeveloper(), "name", "lodash", "range", "3.0.0").body("data", empty());
    submitted.approved(2);

    await()
        .untilAsserted(
            () ->
                components(Tokens.otherDeveloper(), "name", "lodash", "range", "3.0.0")
                    .body("data.packageId", contains(id)));
  }

  @Test
  void what_is_found_comes_in_pages() {
    var all =
        List.of(submitted(lodash("2.0.0")), submitted(lodash("2.0.1")), submitted(lodash("2.0.2")));
    all.forEach(it -> it.told(1).reports(1));

    var first =
        components(Tokens.centralIt(), "name", "lodash", "range", "~2.0.0", "limit", "2")
            .body("data.size()", equalTo(2))
            .extract()
            .<String>path("pagination.cursor");

    components(
            Tokens.centralIt(), "name", "lodash", "range", "~2.0.0", "limit", "2", "cursor", first)
        .body("data.size()", equalTo(1))
        .body("data.name", contains("lodash"));
  }

  @Test
  void a_question_that_is_not_clear_is_refused() {
    ask(Tokens.centralIt()).statusCode(400);
    ask(Tokens.centralIt(), "purl", "pkg:npm/a", "name", "a").statusCode(400);
    ask(Tokens.centralIt(), "purl", "lodash").statusCode(400);
    ask(Tokens.centralIt(), "purl", "pkg:maven/a/b").statusCode(400);
    ask(Tokens.centralIt(), "name", "lodash", "range", "newest").statusCode(400);
    ask(Tokens.siteAdmin("site-1"), "name", "lodash").statusCode(403);
  }

  private void spoil(String library) {
    pool.query(
            """
            insert into known_vulnerabilities (generation, package_name, advisory, extent)
            select max(generation), '%s', 'X', 'no JSON' from vulnerability_databases where active"""
                .formatted(library))
        .executeAndAwait();
  }

  private static Submitted submitted(Mpk mpk) {
    return Submitted.of(Manifests.GOOD, mpk.bytes());
  }

  private static Mpk lodash(String version) {
    var json = "{\"name\": \"lodash\", \"version\": \"%s\", \"license\": \"MIT\"}";
    return Mpk.good().file("node_modules/lodash/package.json", json.formatted(version));
  }

  private static ValidatableResponse load(OsvZip zip) {
    return load(zip.bytes(), UUID.randomUUID().toString());
  }

  private static ValidatableResponse load(byte[] zip, String key) {
    return given()
        .auth()
        .oauth2(Tokens.centralIt())
        .header("Idempotency-Key", key)
        .contentType("application/zip")
        .body(zip)
        .post(VULNERABILITIES)
        .then();
  }

  private static ValidatableResponse sbom(Submitted it, String token) {
    return given()
        .auth()
        .oauth2(token)
        .get(Submitted.BASE + "/validations/" + it.packageId() + "/sbom")
        .then();
  }

  private static ValidatableResponse components(String token, String... query) {
    return ask(token, query).statusCode(200);
  }

  private static ValidatableResponse ask(String token, String... query) {
    var request = given().auth().oauth2(token);
    for (var i = 0; i < query.length; i += 2) {
      request.queryParam(query[i], query[i + 1]);
    }
    return request.get(COMPONENTS).then();
  }
}
