package dev.pluginsuite.validation.validations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.ValidationTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ValidationTestResource.class)
class ValidationFlowTest {
  @Inject Pool pool;

  @Test
  void a_good_submission_passes_and_everybody_is_told() {
    var submitted = Submitted.good().told(3);

    var report = submitted.reports(1).get(0);

    assertThat(report.get("type").textValue()).isEqualTo("validation.passed");
    assertThat(report.get("revision").longValue()).isEqualTo(3);
    assertThat(report.at("/state/outcome").textValue()).isEqualTo("PASSED");
    assertThat(report.at("/state/risk").textValue()).isEqualTo("MEDIUM");
    assertThat(report.at("/state/submissionId").textValue())
        .isEqualTo(submitted.submissionId().toString());
    assertThat(report.at("/state/checksum").textValue()).isEqualTo(submitted.checksum());
    submitted
        .get(Tokens.developer())
        .then()
        .statusCode(200)
        .header("ETag", notNullValue())
        .body("data.status", equalTo("PASSED"))
        .body("data.attempts", equalTo(1))
        .body("data.report.timings.check", hasItem("archive"))
        .body("data.report.size", equalTo(Mpk.good().bytes().length));
    given()
        .auth()
        .oauth2(Tokens.auditor())
        .get("/api/v1/admin/validation/audit")
        .then()
        .body("data.subjectId", hasItem(submitted.packageId().toString()));
  }

  @Test
  void what_is_wrong_is_told_all_at_once() {
    var manifest = Manifests.with("{\"main\": \"../x\", \"license\": \"None\"}");
    var bytes = Mpk.withManifest(manifest).file("/etc/passwd", "x").bytes();

    var report = Submitted.of(manifest, bytes).told(1).reports(1).get(0).get("state");

    assertThat(report.get("outcome").textValue()).isEqualTo("FAILED");
    assertThat(report.at("/errors/0/pointer").textValue()).isEqualTo("/main");
    assertThat(report.at("/warnings/0/id").textValue()).isEqualTo("manifest-license");
    assertThat(report.at("/securityFindings/0/ruleId").textValue())
        .isEqualTo("archive-absolute-path");
    assertThat(report.get("truncated").booleanValue()).isFalse();
  }

  @Test
  @Tag("REST-9")
  void a_validation_is_seen_by_its_submitter_central_it_and_auditors() {
    var submitted = Submitted.good().told(1);
    submitted.reports(1);

    submitted.get(Tokens.centralIt()).then().statusCode(200);
    submitted.get(Tokens.auditor()).then().statusCode(200);
    submitted.get(Tokens.otherDeveloper()).then().statusCode(404);
    submitted.get(Tokens.siteAdmin("site-1")).then().statusCode(403);
    given()
        .auth()
        .oauth2(Tokens.centralIt())
        .get(Submitted.BASE + "/validations/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void a_submission_that_is_told_again_is_validated_once() {
    var submitted = Submitted.good().told(4).told(4).told(5, ValidationStatus.PASSED);
    submitted.reports(1);
    var other = Submitted.good().told(1);

    other.reports(1);

    assertThat(submitted.reports(1)).hasSize(1);
  }

  @Test
  void the_last_report_about_a_package_can_be_said_again() {
    var submitted = Submitted.good().told(1);
    var report = submitted.reports(1).get(0);

    given()
        .auth()
        .oauth2(Tokens.centralIt())
        .post("/api/v1/admin/validation/republish?limit=200&topic=" + Topic.REPORTS.topicName())
        .then()
        .statusCode(200)
        .body("data.key", hasItem(submitted.packageId().toString()));

    var again = submitted.reports(2).get(1);
    assertThat(again.get("revision")).isEqualTo(report.get("revision"));
    assertThat(again.get("state")).isEqualTo(report.get("state"));
  }

  @Test
  void a_package_that_is_submitted_again_is_validated_again() {
    var first = Submitted.good().told(1);
    first.reports(1);
    var second = first.again().told(3);

    var reports = second.reports(2);

    assertThat(reports).extracting(it -> it.get("revision").longValue()).containsExactly(1L, 3L);
    second
        .get(Tokens.developer())
        .then()
        .body("data.submissionId", equalTo(second.submissionId().toString()));
  }

  @Test
  void a_registry_that_stumbles_is_asked_again() {
    var submitted = Submitted.good("Failures", "1", "Breaks", "1").told(1);

    var report = submitted.reports(1).get(0);

    assertThat(report.at("/state/outcome").textValue()).isEqualTo("PASSED");
    submitted.get(Tokens.developer()).then().body("data.attempts", equalTo(3));
  }

  @Test
  void what_cannot_be_had_is_given_up_and_told() {
    var submitted = Submitted.good("Failures", "99").told(1);

    var report = submitted.reports(1).get(0);

    assertThat(report.at("/state/outcome").textValue()).isEqualTo("ERRORED");
    assertThat(report.at("/state/errors/0/id").textValue()).isEqualTo("validation-errored");
    submitted
        .get(Tokens.developer())
        .then()
        .body("data.report", nullValue())
        .body("data.lastFailure", equalTo("registry-service answered 503"));
  }

  @Test
  void that_the_registry_does_not_answer_is_told() {
    var submitted = Submitted.good("Silences", "99").told(1);

    submitted.reports(1);

    submitted
        .get(Tokens.developer())
        .then()
        .body("data.lastFailure", startsWith("registry-service does not answer: "));
  }

  @Test
  void what_a_crashed_replica_left_behind_is_taken_up_again() {
    var submitted = Submitted.good().told(1);
    submitted.reports(1);

    pool.preparedQuery(
            """
            update plugin_validations set status = 'RUNNING', attempts = 1, due_at = now(), report = null
            where package_id = $1""")
        .executeAndAwait(Tuple.of(submitted.packageId()));

    assertThat(submitted.reports(2)).hasSize(2);
  }

  @Test
  void what_takes_longer_than_the_lease_is_not_taken_up_twice() {
    var submitted = Submitted.good("Seconds", "6").told(1);

    submitted.reports(1);

    submitted.get(Tokens.developer()).then().body("data.attempts", equalTo(1));
  }

  @Test
  void a_long_report_is_cut_in_the_event_and_whole_over_http() {
    var manifest =
        Manifests.with(
            "{\"permissions\": [%s], \"dependencies\": {%s}, %s}"
                .formatted(many("\"moon:%d\""), many("\"Moon %d\": 1"), many("\"moon%d\": 1")));

    var submitted = Submitted.of(manifest, Mpk.withManifest(manifest).bytes()).told(1);

    var report = submitted.reports(1).get(0);
    assertThat(report.at("/state/truncated").booleanValue()).isTrue();
    assertThat(report.at("/state/errors")).hasSize(200);
    assertThat(report.at("/state/warnings")).isEmpty();
    submitted.get(Tokens.developer()).then().body("data.report.warnings.size()", greaterThan(99));
  }

  @Test
  void many_submissions_are_worked_through() {
    var all = IntStream.range(0, 20).mapToObj(it -> Submitted.good().told(1)).toList();

    await()
        .atMost(Submitted.LONG)
        .untilAsserted(
            () ->
                assertThat(TestKafka.records(Topic.REPORTS.topicName()))
                    .extracting(it -> it.key())
                    .containsAll(all.stream().map(it -> it.packageId().toString()).toList()));
  }

  private static String many(String pattern) {
    return IntStream.range(0, 150).mapToObj(pattern::formatted).collect(Collectors.joining(", "));
  }
}
