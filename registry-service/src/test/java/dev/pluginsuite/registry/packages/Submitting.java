package dev.pluginsuite.registry.packages;

import static io.restassured.RestAssured.given;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the flow tests do over and over: act as a developer, as central IT, and as
 * validation-service.
 */
final class Submitting {
  static final String BASE = "/api/v1/admin/plugin-registry";
  private static final Duration LONG = Duration.ofSeconds(30);

  private Submitting() {}

  static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  static void registry(String id) {
    as(Tokens.centralIt())
        .contentType(ContentType.JSON)
        .body(Map.of("id", id, "type", "ENTERPRISE", "name", "Enterprise", "enterpriseId", "acme"))
        .post(BASE + "/registries");
  }

  static Response upload(String token, byte[] bytes) {
    return as(token).contentType("application/octet-stream").body(bytes).post(BASE + "/uploads");
  }

  static byte[] bytes(String pluginId, String version) {
    return ("bytes of " + pluginId + " " + version).getBytes(StandardCharsets.UTF_8);
  }

  /** A submission that is not waited for: validation-service is played by {@link #report}. */
  static Response submit(String token, Map<String, ?> body, String... headers) {
    var request =
        as(token).contentType(ContentType.JSON).header("Prefer", "respond-async").body(body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.post(BASE + "/packages");
  }

  static Map<String, Object> body(
      String registry, String pluginId, String version, String... permissions) {
    var upload = upload(Tokens.developer(), bytes(pluginId, version));
    return Map.of(
        "registryId",
        registry,
        "pluginId",
        pluginId,
        "version",
        version,
        "manifest",
        manifest(pluginId, version, permissions),
        "packageUrl",
        upload.path("data.packageUrl"),
        "checksum",
        upload.path("data.checksum"));
  }

  static Map<String, Object> manifest(String pluginId, String version, String... permissions) {
    return Map.of(
        "id",
        pluginId,
        "name",
        pluginId,
        "version",
        version,
        "author",
        "Dana",
        "apiVersion",
        "1.0.0",
        "permissions",
        List.of(permissions));
  }

  static String checksum(Map<String, Object> body) {
    return String.valueOf(body.get("checksum"));
  }

  /** Says what validation-service would. */
  static void report(String id, ValidationStatus outcome, Finding... errors) {
    report(id, outcome, List.of(errors), List.of());
  }

  static void report(
      String id,
      ValidationStatus outcome,
      List<Finding> errors,
      List<SecurityFinding> securityFindings) {
    var event = submitted(id);
    var report =
        new ReportState(
            UUID.fromString(id),
            UUID.fromString(event.get("submissionId").textValue()),
            event.get("checksum").textValue(),
            outcome,
            RiskLevel.LOW,
            errors,
            List.of(),
            securityFindings,
            false,
            "/admin/plugin-registry/validations/" + id);
    TestKafka.say(Topic.REPORTS.topicName(), id, System.nanoTime(), report);
  }

  private static com.fasterxml.jackson.databind.JsonNode submitted(String id) {
    return org.awaitility.Awaitility.await()
        .atMost(LONG)
        .until(
            () -> TestKafka.said(Topic.PACKAGES.topicName(), id),
            said ->
                !said.isEmpty()
                    && said.get(said.size() - 1)
                        .at("/state/validation")
                        .textValue()
                        .equals("RUNNING"))
        .stream()
        .reduce((first, second) -> second)
        .orElseThrow()
        .get("state");
  }

  static Response get(String token, String id) {
    return as(token).get(BASE + "/packages/" + id);
  }

  static String etag(String id) {
    return get(Tokens.centralIt(), id).header("ETag");
  }

  static Response decide(String token, String id, String verb, Map<String, ?> body) {
    return as(token)
        .contentType(ContentType.JSON)
        .header("If-Match", etag(id))
        .body(body)
        .put(BASE + "/packages/" + id + "/" + verb);
  }

  /** A package that passed validation and waits for review. */
  static String pending(String registry, String pluginId, String version, String... permissions) {
    var submitted = submit(Tokens.developer(), body(registry, pluginId, version, permissions));
    String id = submitted.path("data.id");
    report(id, ValidationStatus.PASSED);
    org.awaitility.Awaitility.await()
        .atMost(LONG)
        .until(() -> get(Tokens.centralIt(), id).path("data.validation"), "PASSED"::equals);
    return id;
  }

  /** Says what installation-service would, of a site that has the package. */
  static void installedAt(String site, String id) {
    var status = InstallationStatus.INSTALLED;
    var state =
        new InstallationState(
            UUID.randomUUID(),
            site,
            UUID.fromString(id),
            "p",
            "1.0.0",
            status,
            status,
            1,
            1,
            true,
            null);
    TestKafka.say(Topic.INSTALLATIONS.topicName(), state.installationId(), 1, state);
  }
}
