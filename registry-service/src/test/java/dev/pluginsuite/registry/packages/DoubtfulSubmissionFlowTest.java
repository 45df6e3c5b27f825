package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.manifest;
import static dev.pluginsuite.registry.packages.Submitting.report;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What developers send by mistake, too late, at once, or to do harm. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class DoubtfulSubmissionFlowTest {
  private static final String REGISTRY = "enterprise";

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  void a_long_manifest_is_taken() {
    var body = with(body(REGISTRY, "doubt-long", "1.0.0"), "manifest", longManifest(200_000));

    submit(Tokens.developer(), body).then().statusCode(202);
  }

  @Test
  void a_manifest_that_no_event_could_carry_is_refused() {
    var body = body(REGISTRY, "doubt-longer", "1.0.0");

    submit(Tokens.developer(), with(body, "manifest", longManifest(300_000)))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/invalid-submission"))
        .body("errors.field", hasItem("manifest"));
  }

  @Test
  void a_body_is_not_read_beyond_what_a_submission_can_need() {
    var body = body(REGISTRY, "doubt-longest", "1.0.0");

    submit(Tokens.developer(), with(body, "manifest", longManifest(3_000_000)))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("manifest"));
  }

  @Test
  void what_looks_like_an_upload_and_is_none_is_refused() {
    var url = BASE + "/uploads/" + "-".repeat(36);

    submit(Tokens.developer(), with(body(REGISTRY, "doubt-url", "1.0.0"), "packageUrl", url))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/package-url-not-allowed"));
  }

  @Test
  void an_endless_plugin_id_is_named() {
    var id = "a" + "-a".repeat(20_000);

    submit(Tokens.developer(), with(body(REGISTRY, "doubt-id", "1.0.0"), "pluginId", id))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("pluginId"));
  }

  @Test
  void a_version_that_comes_many_times_at_once_is_taken_once() {
    var body = body(REGISTRY, "doubt-at-once", "1.0.0");

    var statuses = AtOnce.statuses(8, it -> submit(Tokens.developer(), body));

    assertThat(statuses).containsOnly(202);
    submissions("doubt-at-once").body("data", hasSize(1));
  }

  @Test
  void a_rejected_version_that_comes_again_many_times_at_once_is_taken_once() {
    var body = body(REGISTRY, "doubt-again", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");
    decide(Tokens.centralIt(), id, "reject", Map.of("reason", "no")).then().statusCode(200);

    var statuses = AtOnce.statuses(8, it -> submit(Tokens.developer(), body));

    assertThat(statuses).containsOnly(202);
    submissions("doubt-again").body("data", hasSize(2));
  }

  @Test
  void what_people_rejected_may_fail_validation_afterwards() {
    String id = submit(Tokens.developer(), body(REGISTRY, "doubt-late", "1.0.0")).path("data.id");
    decide(Tokens.centralIt(), id, "reject", Map.of("reason", "no")).then().statusCode(200);

    report(id, ValidationStatus.FAILED);

    await()
        .untilAsserted(
            () ->
                get(Tokens.developer(), id)
                    .then()
                    .body("data.validation", equalTo("FAILED"))
                    .body("data.rejectedBy", equalTo("it@example.com"))
                    .body("data.reason", equalTo("no")));
    assertThat(TestKafka.records(Topic.REPORTS.topicName() + ".dlq"))
        .noneMatch(it -> id.equals(it.key()));
  }

  @Test
  void the_licence_that_a_manifest_asks_for_is_the_packages() {
    var manifest = with(manifest("doubt-paid", "1.0.0"), "licenseType", "ENTERPRISE");
    var body = with(body(REGISTRY, "doubt-paid", "1.0.0"), "manifest", manifest);
    String id = submit(Tokens.developer(), body).path("data.id");
    report(id, ValidationStatus.PASSED);
    await().until(() -> get(Tokens.centralIt(), id).path("data.validation"), "PASSED"::equals);

    decide(Tokens.centralIt(), id, "approve", Map.of())
        .then()
        .statusCode(200)
        .body("data.licenseType", equalTo("ENTERPRISE"));

    assertThat(TestKafka.said(Topic.PACKAGES.topicName(), id))
        .last()
        .satisfies(
            it -> assertThat(it.at("/state/licenseType").textValue()).isEqualTo("ENTERPRISE"));
  }

  @Test
  void an_archive_that_is_refused_is_said_to_be_so() {
    var body = body(REGISTRY, "doubt-archive", "1.0.0");
    String id = submit(Tokens.developer(), body, "Idempotency-Key", "archive").path("data.id");
    report(
        id,
        ValidationStatus.FAILED,
        List.of(),
        List.of(
            new SecurityFinding(
                "archive-path-traversal",
                "CWE-22",
                SecurityFinding.Level.CRITICAL,
                "../evil",
                null,
                "An entry has a name that is refused.",
                "Pack with paths that have no .. in them.")));
    await().until(() -> get(Tokens.developer(), id).path("data.validation"), "FAILED"::equals);

    submit(Tokens.developer(), body, "Idempotency-Key", "archive")
        .then()
        .statusCode(422)
        .body("securityFindings", hasSize(1))
        .body("detail", containsString("1 critical security finding"));
  }

  private static ValidatableResponse submissions(String pluginId) {
    return Submitting.as(Tokens.auditor()).get(BASE + "/submissions?pluginId=" + pluginId).then();
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    var changed = new HashMap<>(body);
    changed.put(field, value);
    return changed;
  }

  private static Map<String, Object> longManifest(int characters) {
    return with(manifest("doubt", "1.0.0"), "description", "x".repeat(characters));
  }
}
