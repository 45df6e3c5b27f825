package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.pending;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class ReviewFlowTest {
  private static final String REGISTRY = "enterprise";

  @Inject ObjectMapper json;

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  @Tag("SEED-5")
  @Tag("REST-5")
  void central_it_approves_and_signs() throws Exception {
    var id = pending(REGISTRY, "review-one", "1.0.0");

    decide(Tokens.centralIt(), id, "approve", Map.of())
        .then()
        .statusCode(200)
        .body("data.status", equalTo("APPROVED"))
        .body("data.approvedBy", equalTo("it@example.com"));

    var statement = verifiedStatement(id);
    assertThat(
            statement.approves(
                UUID.fromString(id),
                "review-one",
                "1.0.0",
                get(Tokens.centralIt(), id).path("data.checksum")))
        .isTrue();
    assertThat(TestKafka.said(Topic.PACKAGES.topicName(), id))
        .last()
        .satisfies(
            it -> {
              assertThat(it.at("/state/status").textValue()).isEqualTo("APPROVED");
              assertThat(it.at("/state/manifest/id").textValue()).isEqualTo("review-one");
            });
    as(Tokens.auditor())
        .get("/api/v1/admin/registry/audit?subjectId=" + id)
        .then()
        .statusCode(200)
        .body("data.action", hasItem("package.approve"));
    as(Tokens.siteAdmin("site-1"))
        .get(BASE + "/catalog/review-one")
        .then()
        .statusCode(200)
        .body("data", hasSize(1));
  }

  @Test
  void packages_and_registries_can_be_said_again() {
    var id = pending(REGISTRY, "said-again", "1.0.0");
    var said = TestKafka.said(Topic.PACKAGES.topicName(), id);

    var packages = sayAgain(Topic.PACKAGES);
    var registries = sayAgain(Topic.REGISTRIES);

    packages.then().statusCode(200).body("data.key", hasItem(id));
    registries.then().statusCode(200).body("data.key", hasItem(REGISTRY));
    await()
        .atMost(30, SECONDS)
        .until(() -> TestKafka.said(Topic.PACKAGES.topicName(), id).size() == said.size() + 1);
    var again = TestKafka.said(Topic.PACKAGES.topicName(), id).get(said.size());
    assertThat(again.get("state")).isEqualTo(said.get(said.size() - 1).get("state"));
    assertThat(again.get("revision")).isEqualTo(said.get(said.size() - 1).get("revision"));
  }

  private static Response sayAgain(Topic topic) {
    return as(Tokens.centralIt())
        .post("/api/v1/admin/registry/republish?limit=200&topic=" + topic.topicName());
  }

  private ApprovalStatement verifiedStatement(String id) throws Exception {
    var keys = envelope("/keys");
    var set = json.readValue(Base64.getDecoder().decode(keys.payload()), KeySet.class);
    var payload =
        envelope("/packages/" + id + "/attestation")
            .verified(ApprovalStatement.PAYLOAD_TYPE, set::approvalKey);
    assertThat(set.keys())
        .allSatisfy(
            it ->
                assertThat(Ed25519.keyId(Ed25519.publicKey(it.publicKey()))).isEqualTo(it.keyId()));
    return json.readValue(payload.orElseThrow(), ApprovalStatement.class);
  }

  private Envelope envelope(String path) throws Exception {
    var body =
        as(Tokens.siteAgent("site-1")).get(BASE + path).then().statusCode(200).extract().asString();
    return json.treeToValue(json.readTree(body).get("data"), Envelope.class);
  }

  @Test
  @Tag("REST-40")
  void what_nobody_read_is_not_decided_on() throws Exception {
    var id = pending(REGISTRY, "review-two", "1.0.0");
    var path = BASE + "/packages/" + id + "/approve";

    as(Tokens.centralIt()).contentType("application/json").put(path).then().statusCode(428);
    as(Tokens.centralIt())
        .contentType("application/json")
        .header("If-Match", "\"99\"")
        .put(path)
        .then()
        .statusCode(412);
    as(Tokens.developer()).header("If-Match", "*").put(path).then().statusCode(403);
    assertThat(putNothing(path)).isEqualTo(200);
    decide(Tokens.centralIt(), id, "approve", Map.of())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/illegal-transition"))
        .body("allowed", hasItem("REVOKED"));
  }

  /** As curl does it: neither a body nor a content type. */
  private static int putNothing(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + Tokens.centralIt())
            .header("If-Match", "*")
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void of_many_decisions_at_once_one_counts() {
    var id = pending(REGISTRY, "review-at-once", "1.0.0");
    var etag = Submitting.etag(id);

    var statuses =
        AtOnce.statuses(
            8,
            it ->
                as(Tokens.centralIt())
                    .contentType("application/json")
                    .header("If-Match", etag)
                    .body(Map.of("reason", "mine"))
                    .put(BASE + "/packages/" + id + (it % 4 == 0 ? "/reject" : "/approve")));

    assertThat(statuses).containsOnly(200, 412);
    assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
  }

  @Test
  void a_decision_whose_answer_was_lost_may_be_sent_again() {
    var id = pending(REGISTRY, "review-again", "1.0.0");
    var etag = Submitting.etag(id);

    for (var attempt = 0; attempt < 2; attempt++) {
      as(Tokens.centralIt())
          .contentType("application/json")
          .header("If-Match", etag)
          .header("Idempotency-Key", "approve-" + id)
          .put(BASE + "/packages/" + id + "/approve")
          .then()
          .statusCode(200)
          .body("data.status", equalTo("APPROVED"));
    }
  }

  @Test
  @Tag("SEED-8")
  void nobody_decides_on_their_own_submission() {
    var id = pending(REGISTRY, "review-three", "1.0.0");

    decide(Tokens.of("dev", List.of("developer", "central-it"), List.of()), id, "approve", Map.of())
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/own-submission"));
  }

  @Test
  void a_licence_type_that_nobody_knows_is_refused() {
    var id = pending(REGISTRY, "licensed", "1.0.0");

    decide(Tokens.centralIt(), id, "approve", Map.of("licenseType", "PERPETUAL"))
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("licenseType"));

    get(Tokens.centralIt(), id).then().body("data.status", equalTo("PENDING_REVIEW"));
  }

  @Test
  void high_risks_are_acknowledged_by_name() {
    var id = pending(REGISTRY, "review-four", "1.0.0", "users:write", "materials:read");

    decide(Tokens.centralIt(), id, "approve", Map.of())
        .then()
        .statusCode(422)
        .body("missing", equalTo(List.of("users:write")));
    decide(Tokens.centralIt(), id, "approve", Map.of("acknowledgedRisks", List.of("users:write")))
        .then()
        .statusCode(200);
  }

  @Test
  @Tag("SEED-6")
  @Tag("REST-5")
  void a_review_is_started_released_and_ended_with_a_reason() {
    var id = pending(REGISTRY, "review-five", "1.0.0");

    decide(Tokens.centralIt(), id, "review", Map.of())
        .then()
        .statusCode(200)
        .body("data.status", equalTo("IN_REVIEW"));
    as(Tokens.centralIt())
        .header("If-Match", Submitting.etag(id))
        .delete(BASE + "/packages/" + id + "/review")
        .then()
        .statusCode(200)
        .body("data.status", equalTo("PENDING_REVIEW"));
    decide(Tokens.centralIt(), id, "reject", Map.of())
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("reason"));
    decide(Tokens.centralIt(), id, "reject", Map.of("reason", "no"))
        .then()
        .statusCode(200)
        .body("data.rejectedBy", notNullValue());
  }

  @Test
  @Tag("REST-5")
  void a_revoked_package_is_seen_by_the_sites_that_ran_it() {
    var id = pending(REGISTRY, "review-six", "1.0.0");
    decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
    Submitting.installedAt("site-1", id);
    org.awaitility.Awaitility.await()
        .until(
            () -> get(Tokens.centralIt(), id).path("data.installCount"),
            Integer.valueOf(1)::equals);

    decide(Tokens.centralIt(), id, "revoke", Map.of("reason", "CVE-2026-0001"))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("REVOKED"));

    get(Tokens.siteAdmin("site-1"), id)
        .then()
        .statusCode(200)
        .body("data.reason", equalTo("CVE-2026-0001"));
    get(Tokens.siteAdmin("site-2"), id).then().statusCode(404);
  }

  @Test
  void a_revocation_gives_time_and_may_be_made_stricter_but_never_loosened() {
    var id = pending(REGISTRY, "review-dated", "1.0.0");
    decide(Tokens.centralIt(), id, "approve", Map.of()).then().statusCode(200);
    var soon = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MILLIS);
    var later = soon.plus(Duration.ofDays(1));

    revoke(id, Map.of("mode", "DEADLINE")).then().statusCode(400);
    revoke(id, Map.of("mode", "NOTIFY", "deadline", soon.toString())).then().statusCode(400);
    revoke(id, Map.of("mode", "LATER")).then().statusCode(400);
    for (var wrong : List.of(Instant.now().minusSeconds(1), soon.plus(Duration.ofDays(90)))) {
      revoke(id, Map.of("mode", "DEADLINE", "deadline", wrong.toString()))
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("deadline"));
    }
    revoke(id, Map.of("mode", "DEADLINE", "deadline", later.toString(), "dryRun", true))
        .then()
        .statusCode(200)
        .body("data.status", equalTo("APPROVED"))
        .body("terms.mode", equalTo("DEADLINE"))
        .body("terms.effect", containsString(later.toString()));

    revoke(id, Map.of("mode", "NOTIFY"))
        .then()
        .statusCode(200)
        .body("data.revocationMode", equalTo("NOTIFY"));
    revoke(id, Map.of("mode", "NOTIFY"))
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/revocation-not-stricter"));
    revoke(id, Map.of("mode", "DEADLINE", "deadline", later.toString())).then().statusCode(200);
    revoke(id, Map.of("mode", "DEADLINE", "deadline", soon.toString()))
        .then()
        .statusCode(200)
        .body("data.revocationDeadline", equalTo(soon.toString()));
    revoke(id, Map.of("mode", "DEADLINE", "deadline", later.toString())).then().statusCode(409);
    var told = TestKafka.said(Topic.PACKAGES.topicName(), id);
    assertThat(told.get(told.size() - 1).at("/state/revocation/mode").textValue())
        .isEqualTo("DEADLINE");
    assertThat(told.get(told.size() - 1).at("/state/revocation/deadline").textValue())
        .isEqualTo(soon.toString());
    revoke(id, Map.of()).then().statusCode(200).body("terms.mode", equalTo("FORCE"));
    revoke(id, Map.of())
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/illegal-transition"));
    as(Tokens.auditor())
        .get("/api/v1/admin/registry/audit?subjectId=" + id)
        .then()
        .body("data.after", hasItem("REVOKED DEADLINE " + soon));
  }

  private static Response revoke(String id, Map<String, ?> terms) {
    var body = new HashMap<String, Object>(terms);
    body.put("reason", "CVE-2026-0002");
    return decide(Tokens.centralIt(), id, "revoke", body);
  }

  @Test
  @Tag("REST-4")
  @Tag("REST-43")
  void bytes_are_served_to_those_who_may_have_them() {
    var id = pending(REGISTRY, "review-seven", "1.0.0");
    var content = BASE + "/packages/" + id + "/content";

    as(Tokens.siteAdmin("site-1")).get(content).then().statusCode(404);
    as(Tokens.siteAgent("site-1")).get(content).then().statusCode(404);
    Submitting.installedAt("site-1", id);
    var answer =
        as(Tokens.siteAgent("site-1"))
            .get(content)
            .then()
            .statusCode(200)
            .header("Repr-Digest", containsString("sha-256=:"))
            .extract();
    assertThat(answer.asByteArray()).isEqualTo(Submitting.bytes("review-seven", "1.0.0"));
    as(Tokens.siteAgent("site-2")).get(content).then().statusCode(404);
    as(Tokens.service("validation")).get(content).then().statusCode(200);
    org.awaitility.Awaitility.await()
        .until(
            () -> get(Tokens.centralIt(), id).path("data.downloadCount"),
            Integer.valueOf(1)::equals);
  }
}
