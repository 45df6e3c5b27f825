package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.report;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class SubmissionFlowTest {
  private static final String REGISTRY = "enterprise";

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  @Tag("SEED-1")
  void a_submission_waits_for_validation_and_then_for_review() {
    var body = body(REGISTRY, "flow-one", "1.0.0");

    var answer = submit(Tokens.developer(), body);

    answer
        .then()
        .statusCode(202)
        .header("Location", containsString("/packages/"))
        .body("data.status", equalTo("PENDING_REVIEW"));
    String id = answer.path("data.id");
    report(id, ValidationStatus.PASSED);
    await()
        .untilAsserted(
            () ->
                get(Tokens.developer(), id)
                    .then()
                    .body("data.validation", equalTo("PASSED"))
                    .body("data.uploadedBy", equalTo("dev@example.com")));
    assertThat(TestKafka.said(Topic.PACKAGES.topicName(), id))
        .extracting(it -> it.get("type").textValue())
        .containsExactly("package.submitted", "package.validated");
  }

  @Test
  @Tag("SEED-2")
  void a_package_that_fails_validation_is_rejected_and_may_come_again() {
    var body = body(REGISTRY, "flow-two", "1.0.0");
    String id = submit(Tokens.developer(), body).path("data.id");

    report(
        id,
        ValidationStatus.FAILED,
        new Finding("manifest-main", 19, Finding.Severity.ERROR, "/main", "is missing", "add it"));

    await()
        .untilAsserted(
            () ->
                get(Tokens.developer(), id)
                    .then()
                    .body("data.status", equalTo("REJECTED"))
                    .body("data.rejectedBy", equalTo("validation"))
                    .body("data.errors", hasSize(1)));
    submit(Tokens.developer(), body).then().statusCode(202).body("data.id", equalTo(id));
  }

  @Test
  void the_same_version_with_other_bytes_is_refused() {
    submit(Tokens.developer(), body(REGISTRY, "flow-three", "1.0.0")).then().statusCode(202);
    var other = new HashMap<>(body(REGISTRY, "flow-three", "1.0.0"));
    var upload = Submitting.upload(Tokens.developer(), new byte[] {3});
    other.put("packageUrl", upload.path("data.packageUrl"));
    other.put("checksum", upload.path("data.checksum"));

    submit(Tokens.developer(), other)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/duplicate-version"));
  }

  @Test
  @Tag("SEED-3")
  void a_wrong_checksum_leaves_nothing() {
    var body = new HashMap<>(body(REGISTRY, "flow-four", "1.0.0"));
    body.put("checksum", "sha256:" + "0".repeat(64));

    submit(Tokens.developer(), body)
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/checksum-mismatch"));

    as(Tokens.centralIt())
        .get(BASE + "/packages?pluginId=flow-four")
        .then()
        .body("data", hasSize(0));
  }

  @Test
  @Tag("REST-2")
  void somebody_elses_upload_is_unknown() {
    submit(Tokens.otherDeveloper(), body(REGISTRY, "flow-five", "1.0.0"))
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/unknown-upload"));
  }

  @Test
  void fifty_callers_with_one_key_make_one_package() throws Exception {
    var body = body(REGISTRY, "flow-six", "1.0.0");
    Callable<String> call =
        () -> submit(Tokens.developer(), body, "Idempotency-Key", "once").path("data.id");
    var pool = Executors.newFixedThreadPool(50);
    try {
      Set<String> ids = new HashSet<>();
      for (var answer : pool.invokeAll(IntStream.range(0, 50).mapToObj(it -> call).toList())) {
        ids.add(answer.get());
      }
      assertThat(ids).hasSize(1).doesNotContainNull();
    } finally {
      pool.shutdown();
    }
    as(Tokens.centralIt())
        .get(BASE + "/packages?pluginId=flow-six")
        .then()
        .body("data", hasSize(1));
    var other = new HashMap<>(body);
    other.put("version", "2.0.0");
    submit(Tokens.developer(), other, "Idempotency-Key", "once")
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/idempotency-key-reused"));
  }

  @Test
  void bad_input_is_named() {
    as(Tokens.developer())
        .contentType("application/json")
        .body("{\"registryId\": 1")
        .post(BASE + "/packages")
        .then()
        .statusCode(400);
    as(Tokens.developer())
        .contentType("application/json")
        .body("{\"registryId\":\"x\",\"pluginId\":\"Not Kebab\"}")
        .post(BASE + "/packages")
        .then()
        .statusCode(400)
        .body("errors.field", org.hamcrest.Matchers.hasItems("pluginId", "checksum", "version"));
    as(Tokens.centralIt())
        .get(BASE + "/packages?colour=red")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/unknown-parameter"));
    as(Tokens.centralIt())
        .get(BASE + "/packages?cursor=!!")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-cursor"));
    as("nonsense")
        .get(BASE + "/packages")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    as(Tokens.siteAdmin("site-1"))
        .contentType("application/json")
        .body("{}")
        .post(BASE + "/packages")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  @Test
  @Tag("REST-2")
  void uploads_are_answered_with_their_digest() {
    Submitting.upload(Tokens.developer(), new byte[] {1, 2, 3})
        .then()
        .statusCode(201)
        .body("data.size", equalTo(3))
        .body("data.checksum", matchesPattern("[0-9a-f]{64}"));
  }
}
