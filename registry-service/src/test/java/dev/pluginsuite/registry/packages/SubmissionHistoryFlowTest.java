package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static dev.pluginsuite.registry.packages.Submitting.report;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Submitting again, taking back, and what stays on record of it. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class SubmissionHistoryFlowTest {
  private static final String REGISTRY = "enterprise";

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  void the_same_again_is_the_same_answer() {
    var body = body(REGISTRY, "again-one", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    report(id, ValidationStatus.PASSED);
    awaitValidation(id, "PASSED");
    String etag = Submitting.etag(id);

    submit(Tokens.developer(), body)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(etag))
        .body("data.id", equalTo(id))
        .body("data.validation", equalTo("PASSED"));

    history("again-one").body("data", hasSize(1));
    decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
    submit(Tokens.developer(), body)
        .then()
        .statusCode(200)
        .body("data.status", equalTo("APPROVED"));
  }

  @Test
  void the_same_bytes_with_another_manifest_or_from_somebody_else_are_refused() {
    var body = new HashMap<>(body(REGISTRY, "again-two", "1.0.0"));
    submit(Tokens.developer(), body).then().statusCode(202);

    refusedAsDuplicate(submit(Tokens.otherDeveloper(), body));
    body.put("manifest", Submitting.manifest("again-two", "1.0.0", "reports:read"));
    refusedAsDuplicate(submit(Tokens.developer(), body));
  }

  @Test
  @Tag("SEED-4")
  @Tag("SEED-6")
  void a_rejected_submission_stays_on_record_beside_the_next_one() {
    var body = body(REGISTRY, "history-one", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    report(id, ValidationStatus.PASSED);
    awaitValidation(id, "PASSED");
    decide(Tokens.centralIt(), id, "reject", Map.of("reason", "needs a README"));

    submit(Tokens.developer(), body).then().statusCode(202).body("data.id", equalTo(id));

    history("history-one")
        .body("data.outcome", contains("RUNNING", "PASSED"))
        .body("data.decision", contains(nullValue(), equalTo("REJECTED")))
        .body("data[1].decidedBy", equalTo("it@example.com"))
        .body("data[1].reason", equalTo("needs a README"))
        .body("data.isCurrent", contains(true, false))
        .body("data.submittedBy", everyItem(equalTo("dev@example.com")))
        .body("data[0].reportUrl", equalTo(BASE + "/validations/" + id))
        .body("data[1].reportUrl", nullValue());
  }

  @Test
  void a_late_report_for_an_old_submission_changes_nothing() {
    var body = body(REGISTRY, "history-two", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    String old = history("history-two").extract().path("data[0].id");
    decide(Tokens.centralIt(), id, "reject", Map.of("reason", "no")).then().statusCode(200);
    submit(Tokens.developer(), body).then().statusCode(202);
    String etag = Submitting.etag(id);

    late(id, old, "history-two");
    // A report that counts, behind it on the same partition: it was heard, and so was the late one.
    report(id, ValidationStatus.PASSED);
    awaitValidation(id, "PASSED");

    assertThat(Integer.parseInt(unquoted(Submitting.etag(id))))
        .isEqualTo(Integer.parseInt(unquoted(etag)) + 1);
    history("history-two")
        .body("data.outcome", contains("PASSED", "RUNNING"))
        .body("data.decision", contains(nullValue(), equalTo("REJECTED")));
  }

  @Test
  void what_could_not_be_validated_may_be_submitted_again_by_its_submitter() {
    var body = body(REGISTRY, "history-three", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    report(id, ValidationStatus.ERRORED);
    awaitValidation(id, "ERRORED");

    refusedAsDuplicate(submit(Tokens.otherDeveloper(), body));
    submit(Tokens.developer(), body)
        .then()
        .statusCode(202)
        .body("data.id", equalTo(id))
        .body("data.status", equalTo("PENDING_REVIEW"))
        .body("data.validation", equalTo("RUNNING"));

    history("history-three")
        .body("data.outcome", contains("RUNNING", "ERRORED"))
        .body("data.decision", contains(nullValue(), equalTo("SUPERSEDED")));
  }

  @Test
  @Tag("REST-8")
  void developers_see_their_own_submissions_and_central_it_all() {
    String id = pending(REGISTRY, "history-four", "1.0.0");
    decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
    String submission = history("history-four").extract().path("data[0].id");
    var one = BASE + "/submissions/" + submission;

    as(Tokens.developer())
        .get(one)
        .then()
        .statusCode(200)
        .body("data.packageId", equalTo(id))
        .body("data.outcome", equalTo("PASSED"))
        .body("data.decision", equalTo("APPROVED"));
    as(Tokens.centralIt()).get(one).then().statusCode(200);
    as(Tokens.otherDeveloper()).get(one).then().statusCode(404);
    as(Tokens.siteAdmin("site-1")).get(one).then().statusCode(403);
    as(Tokens.otherDeveloper())
        .get(BASE + "/submissions?limit=200")
        .then()
        .body("data.submittedBy", not(hasItem("dev@example.com")));
  }

  @Test
  void the_list_is_narrowed_and_paged() {
    for (var version : List.of("1.0.0", "1.1.0", "1.2.0")) {
      submit(Tokens.developer(), body(REGISTRY, "history-five", version)).then().statusCode(202);
    }
    var query = BASE + "/submissions?pluginId=history-five&limit=2";

    var first = as(Tokens.centralIt()).get(query);

    first.then().body("data.version", contains("1.2.0", "1.1.0"));
    as(Tokens.centralIt())
        .get(query + "&cursor=" + first.path("pagination.cursor"))
        .then()
        .body("data.version", contains("1.0.0"))
        .body("pagination.cursor", nullValue());
    narrowed("&outcome=PASSED").body("data", hasSize(0));
    narrowed("&outcome=RUNNING&registryId=enterprise").body("data", hasSize(2));
    narrowed("&registryId=other").body("data", hasSize(0));
    narrowed("&submittedBy=dev@example.com").body("data", hasSize(2));
    narrowed("&submittedBy=dev2@example.com").body("data", hasSize(0));
    narrowed("&outcome=LOST").statusCode(400);
    narrowed("&colour=red").statusCode(400);
  }

  @Test
  @Tag("REST-5")
  void a_submission_is_taken_back_and_may_come_again() {
    var body = body(REGISTRY, "withdraw-one", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    String etag = Submitting.etag(id);

    withdraw(Tokens.developer(), id, "\"99\"").then().statusCode(412);
    withdraw(Tokens.otherDeveloper(), id, etag).then().statusCode(404);
    withdraw(Tokens.centralIt(), id, etag).then().statusCode(403);
    for (int i = 0; i < 2; i++) {
      withdraw(Tokens.developer(), id, etag)
          .then()
          .statusCode(200)
          .body("data.status", equalTo("REJECTED"))
          .body("data.rejectedBy", equalTo("withdrawal"));
    }

    assertThat(TestKafka.said(Topic.PACKAGES.topicName(), id))
        .extracting(it -> it.get("type").textValue())
        .containsExactly("package.submitted", "package.withdrawn");
    as(Tokens.auditor())
        .get("/api/v1/admin/registry/audit?subjectId=" + id)
        .then()
        .body("data.action", contains("package.withdraw", "package.submit"));
    history("withdraw-one").body("data[0].decision", equalTo("WITHDRAWN"));
    submit(Tokens.developer(), body).then().statusCode(202);
    history("withdraw-one").body("data.decision", contains(nullValue(), equalTo("WITHDRAWN")));
  }

  @Test
  void what_was_decided_cannot_be_taken_back() {
    String id = pending(REGISTRY, "withdraw-two", "1.0.0");
    decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
    String rejected = pending(REGISTRY, "withdraw-two", "1.1.0");
    decide(Tokens.centralIt(), rejected, "reject", Map.of("reason", "no")).then().statusCode(200);

    for (var decided : List.of(id, rejected)) {
      as(Tokens.developer())
          .delete(BASE + "/packages/" + decided)
          .then()
          .statusCode(409)
          .body("type", equalTo("/problems/illegal-transition"));
    }
  }

  @Test
  void a_report_after_the_withdrawal_does_not_bring_it_back() {
    var body = body(REGISTRY, "withdraw-three", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    as(Tokens.developer()).delete(BASE + "/packages/" + id).then().statusCode(200);

    late(id, history("withdraw-three").extract().path("data[0].id"), "withdraw-three");

    awaitValidation(id, "PASSED");
    get(Tokens.developer(), id).then().body("data.rejectedBy", equalTo("withdrawal"));
  }

  @Test
  void one_person_has_only_so_many_uploads_that_wait() {
    var hoarder = Tokens.of("hoarder", List.of("developer"), List.of());

    var statuses = AtOnce.statuses(60, it -> Submitting.upload(hoarder, new byte[] {(byte) it}));

    assertThat(Collections.frequency(statuses, 201)).isEqualTo(50);
    assertThat(Collections.frequency(statuses, 429)).isEqualTo(10);
    Submitting.upload(hoarder, new byte[] {1})
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[1-9][0-9]{1,5}"))
        .header("RateLimit-Limit", "50")
        .header("RateLimit-Remaining", "0")
        .header("RateLimit-Reset", matchesPattern("[1-9][0-9]{1,5}"))
        .body("type", equalTo("/problems/too-many-uploads"));
    Submitting.upload(Tokens.otherDeveloper(), new byte[] {1}).then().statusCode(201);
  }

  @Test
  void what_is_submitted_or_deleted_waits_no_more() {
    var tidy = Tokens.of("tidy", List.of("developer"), List.of());
    String url = Submitting.upload(tidy, new byte[] {1}).path("data.packageUrl");
    as(Tokens.otherDeveloper()).delete(url).then().statusCode(422);
    as(tidy).delete(url).then().statusCode(204);
    as(tidy).delete(url).then().statusCode(422);
    AtOnce.statuses(49, it -> Submitting.upload(tidy, new byte[] {(byte) it}));
    var last = Submitting.upload(tidy, new byte[] {50});
    last.then().statusCode(201);
    var body = new HashMap<>(body(REGISTRY, "tidy-one", "1.0.0"));
    body.put("packageUrl", last.path("data.packageUrl"));
    body.put("checksum", last.path("data.checksum"));

    submit(tidy, body).then().statusCode(202);

    Submitting.upload(tidy, new byte[] {51}).then().statusCode(201);
    Submitting.upload(tidy, new byte[] {52}).then().statusCode(429);
  }

  private static ValidatableResponse history(String pluginId) {
    return as(Tokens.centralIt())
        .get(BASE + "/submissions?pluginId=" + pluginId)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse narrowed(String more) {
    return as(Tokens.centralIt())
        .get(BASE + "/submissions?pluginId=history-five&limit=2" + more)
        .then();
  }

  private static Response withdraw(String token, String id, String etag) {
    return as(token).header("If-Match", etag).delete(BASE + "/packages/" + id);
  }

  private static void refusedAsDuplicate(Response answer) {
    answer.then().statusCode(409).body("type", equalTo("/problems/duplicate-version"));
  }

  private static void awaitValidation(String id, String outcome) {
    await().until(() -> get(Tokens.centralIt(), id).path("data.validation"), outcome::equals);
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }

  private static void late(String id, String submission, String pluginId) {
    var bytes = new String(Submitting.bytes(pluginId, "1.0.0"), StandardCharsets.UTF_8);
    var report =
        new ReportState(
            UUID.fromString(id),
            UUID.fromString(submission),
            Checksums.of(bytes),
            ValidationStatus.PASSED,
            RiskLevel.LOW,
            List.of(),
            List.of(),
            List.of(),
            false,
            "/admin/plugin-registry/validations/" + id);
    TestKafka.say(Topic.REPORTS.topicName(), id, System.nanoTime(), report);
  }
}
